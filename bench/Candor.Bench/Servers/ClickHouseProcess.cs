using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Candor.Bench.Table;

namespace Candor.Bench.Servers;

/// <summary>A real ClickHouse of its own, on both cores beside whoever asks it: npm's library in the tests' small host.</summary>
sealed class ClickHouseProcess : IDisposable
{
    readonly Process process;

    ClickHouseProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <exception cref="BenchException">The library is not here, or the server does not answer.</exception>
    public static async Task<ClickHouseProcess> StartAsync(string folder)
    {
        var root = ResultsTable.Root();
        var library = Path.Combine(root, "node_modules/@chdb/lib-linux-x64-gnu/libchdb.so");
        var hosts = Path.Combine(root, "artifacts/bin/ClickHouse.Host");
        if (!File.Exists(library) || !Directory.Exists(hosts))
            throw new BenchException("ClickHouse is not here: ./build.sh bench fetches it with the other npm packages.");
        var (http, tcp) = (FreePort(), FreePort());
        var config = Path.Combine(folder, "config.xml");
        await File.WriteAllTextAsync(config, string.Create(CultureInfo.InvariantCulture, $"""
            <clickhouse>
              <logger><level>none</level></logger>
              <listen_host>127.0.0.1</listen_host><http_port>{http}</http_port><tcp_port>{tcp}</tcp_port>
              <profiles><default/></profiles>
            </clickhouse>
            """));
        var host = Directory.GetFiles(hosts, "ClickHouse.Host.dll", SearchOption.AllDirectories).OrderByDescending(File.GetLastWriteTimeUtc).First();
        var process = Process.Start(new ProcessStartInfo("dotnet", [host, library, config, Path.Combine(folder, "data")])
        {
            RedirectStandardInput = true, // It ends when ours does.
            RedirectStandardOutput = true,
        })!;
        var server = new ClickHouseProcess(process, new($"http://127.0.0.1:{http}/"));
        await server.WaitAsync();
        return server;
    }

    async Task WaitAsync()
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromSeconds(60); await Task.Delay(100))
            try
            {
                if ((await client.GetStringAsync(new Uri(Address, "ping"))).StartsWith("Ok", StringComparison.Ordinal))
                    return;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
            }

        Dispose();
        throw new BenchException("ClickHouse did not answer within a minute.");
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
