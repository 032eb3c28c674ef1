using System.Globalization;
using System.Runtime.InteropServices;
using Candor.Bench.Servers;
using DuckDB.NET.Data;

namespace Candor.Bench.Table;

/// <summary>What the numbers were measured on.</summary>
sealed record Machine(string Cpu, int Cores, double MemoryGb, string Kernel, string Disk, string DotNet, string DuckDb, string Nginx)
{
    public static Machine Read(string folder) => new(
        Value("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString(), Cpus(), Kilobytes("MemTotal") / 1048576.0,
        RuntimeInformation.OSDescription, new DriveInfo(folder).DriveFormat, RuntimeInformation.FrameworkDescription, DuckDbVersion(), NginxPixel.Version() ?? "not installed");

    /// <summary>Cores of the machine, not those that this process is pinned to.</summary>
    static int Cpus() => File.ReadLines("/proc/cpuinfo").Count(l => l.StartsWith("processor", StringComparison.Ordinal));

    static string? Value(string file, string name) =>
        File.ReadLines(file).FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim();

    static double Kilobytes(string name) => double.Parse(Value("/proc/meminfo", name)!.Split(' ')[0], CultureInfo.InvariantCulture);

    static string DuckDbVersion()
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        return $"{connection.ServerVersion} (DuckDB.NET {typeof(DuckDBConnection).Assembly.GetName().Version})";
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"Machine: {Cpu}, {Cores} cores, {MemoryGb:F0} GiB, {Kernel}, {Disk}; {DotNet}, DuckDB {DuckDb}, nginx {Nginx}.");
}
