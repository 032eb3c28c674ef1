using System.Globalization;

namespace Candor.Bench.Servers;

/// <summary>What the kernel says of a process and its children.</summary>
readonly record struct ProcessTree(int Id)
{
    // USER_HZ, which is what /proc counts in on every Linux.
    const double TicksPerSecond = 100;

    /// <summary>User and system time so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            var ticks = 0L;
            foreach (var id in Ids())
            {
                // The second field, the name, may hold anything but ends with the last parenthesis.
                var fields = File.ReadAllText($"/proc/{id}/stat").Split(") ")[^1].Split(' ');
                ticks += long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
            }
            return TimeSpan.FromSeconds(ticks / TicksPerSecond);
        }
    }

    public double ResidentMb => Megabytes("VmRSS");

    public double PeakMb => Megabytes("VmHWM");

    double Megabytes(string field) =>
        double.Parse(File.ReadLines($"/proc/{Id}/status").First(l => l.StartsWith(field, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;

    IEnumerable<int> Ids() =>
        Directory.EnumerateDirectories($"/proc/{Id}/task").SelectMany(task => Children(Path.Combine(task, "children"))).SelectMany(child => new ProcessTree(child).Ids()).Prepend(Id);

    static IEnumerable<int> Children(string file) =>
        File.Exists(file) ? File.ReadAllText(file).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture)) : [];
}
