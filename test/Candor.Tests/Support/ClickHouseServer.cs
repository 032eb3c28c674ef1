using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Candor.Tests.Support;

/// <summary>A real ClickHouse in a process of its own, on free ports, with its data in a temporary folder.</summary>
sealed class ClickHouseServer : IDisposable
{
    static readonly Lock Starting = new();
    static ClickHouseServer? shared;
    static int databases;

    readonly TemporaryFolder folder = new();
    readonly string cluster;
    Process? process;
    volatile string lastWords = "";

    /// <param name="cluster">Its <c>remote_servers</c> section; empty for a single server.</param>
    public ClickHouseServer(int httpPort, int tcpPort, string cluster = "")
    {
        (HttpPort, TcpPort, this.cluster) = (httpPort, tcpPort, cluster);
        Start();
    }

    public int HttpPort { get; }

    public int TcpPort { get; }

    public Uri Address => new($"http://127.0.0.1:{HttpPort}/");

    /// <summary>For a test that finds it gone although nobody killed it.</summary>
    public string HowItIs => process is null ? "killed" : process.HasExited ? $"ended by itself with {process.ExitCode}: {lastWords}" : $"runs; its last words: {lastWords}";

    static string Library => Path.Combine(Repository.Root, "node_modules/@chdb/lib-linux-x64-gnu/libchdb.so");

    /// <summary>One server for all tests that need no more than a database of their own. Skips the test where there is none to start.</summary>
    public static ClickHouseServer Shared
    {
        get
        {
            Require();
            lock (Starting)
                return shared ??= new ClickHouseServer(FreePort(), FreePort());
        }
    }

    public static string NewDatabase() => string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref databases)}");

    /// <summary>Skips the test on a machine without the library, which only `build.sh test` fetches. The project's own checks must have it.</summary>
    public static void Require()
    {
        if (!File.Exists(Library) && Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail($"ClickHouse for tests is missing: {Library}. npm ci --ignore-scripts fetches it.");
        Assert.SkipUnless(File.Exists(Library), "ClickHouse for tests is not here: `./build.sh test` fetches it (566 MB).");
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Start()
    {
        File.WriteAllText(folder["config.xml"], $"""
            <clickhouse>
              <logger><level>none</level></logger>
              <listen_host>127.0.0.1</listen_host><http_port>{HttpPort}</http_port><tcp_port>{TcpPort}</tcp_port>
              <profiles><default/></profiles>
              {cluster}
            </clickhouse>
            """);
        var host = Directory.GetFiles(Path.Combine(Repository.Root, "artifacts/bin/ClickHouse.Host"), "ClickHouse.Host.dll", SearchOption.AllDirectories).OrderByDescending(File.GetLastWriteTimeUtc).First();
        process = Process.Start(new ProcessStartInfo("dotnet", [host, Library, folder["config.xml"], folder["data"]])
        {
            RedirectStandardInput = true, // It ends when ours does: then nobody holds the other end.
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.ErrorDataReceived += (_, said) => lastWords = lastWords.Length < 2000 ? $"{lastWords}\n{said.Data}" : lastWords;
        process.BeginErrorReadLine();
        WaitUntilItAnswers();
    }

    /// <summary>As kill -9: nothing is written that was not written before.</summary>
    public void Kill()
    {
        process!.Kill();
        process.WaitForExit();
        process.Dispose();
        process = null;
    }

    void WaitUntilItAnswers()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        for (var started = Stopwatch.StartNew(); started.Elapsed < TimeSpan.FromSeconds(60); Thread.Sleep(100))
            try
            {
                if (http.GetStringAsync(new Uri(Address, "ping")).GetAwaiter().GetResult().StartsWith("Ok", StringComparison.Ordinal))
                    return;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
            }

        throw new TimeoutException($"ClickHouse at {Address} did not answer within 60 s.");
    }

    public void Dispose()
    {
        if (process is not null)
            Kill();
        folder.Dispose();
    }
}
