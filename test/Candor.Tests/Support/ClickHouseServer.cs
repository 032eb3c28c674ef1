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

    // Another run beside this one begins elsewhere.
    static int lastPort = 12_000 + Environment.ProcessId % 180 * 100;

    /// <summary>What `clickhouse local` says when it ends although a server would go on: test/ClickHouse.Host has the story.</summary>
    const string PeerLost = "(NETWORK_ERROR)";

    const int Aborted = 134;

    readonly TemporaryFolder folder = new();
    readonly Lock starting = new();
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

    /// <summary>How often it was started again because it had ended itself when a neighbour died.</summary>
    public int Restarts { get; private set; }

    /// <summary>For a test that finds it gone although nobody killed it.</summary>
    public string HowItIs => process is null ? "killed" : process.HasExited ? $"ended by itself with {process.ExitCode}: {lastWords} {Log}" : $"runs; its last words: {lastWords}";

    /// <summary>What it found fatal.</summary>
    string Log => File.Exists(folder["log"]) ? File.ReadAllText(folder["log"]) : "";

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

    /// <summary>
    /// Below those that the system hands out, and each given once: a node that was killed comes back to its port, which nobody must have taken
    /// meanwhile, no connection and no other test's node.
    /// </summary>
    public static int FreePort()
    {
        while (true)
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, Interlocked.Increment(ref lastPort));
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
                // Somebody else's; the next one.
            }
    }

    public void Start()
    {
        File.WriteAllText(folder["config.xml"], $"""
            <clickhouse>
              <logger><log>{folder["log"]}</log></logger>
              <listen_host>127.0.0.1</listen_host><http_port>{HttpPort}</http_port><tcp_port>{TcpPort}</tcp_port>
              <profiles><default/></profiles>
              {cluster}
            </clickhouse>
            """);
        lock (starting)
            Launch();
        WaitUntilItAnswers();
    }

    void Launch()
    {
        File.Delete(folder["log"]);
        var host = Directory.GetFiles(Path.Combine(Repository.Root, "artifacts/bin/ClickHouse.Host"), "ClickHouse.Host.dll", SearchOption.AllDirectories).OrderByDescending(File.GetLastWriteTimeUtc).First();
        var started = process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [host, Library, folder["config.xml"], folder["data"]])
            {
                RedirectStandardInput = true, // It ends when ours does: then nobody holds the other end.
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
            EnableRaisingEvents = true,
        };
        // Elsewhere: the event holds the process locked, and so does whoever asks it meanwhile whether it has ended.
        started.Exited += (_, _) => Task.Run(() => StartAgain(started));
        started.OutputDataReceived += (_, _) => { };
        started.ErrorDataReceived += (_, said) => lastWords = lastWords.Length < 2000 ? $"{lastWords}\n{said.Data}" : lastWords;
        started.Start();
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
    }

    /// <summary>As systemd does with a server. Not after any other end: that one is for the test to see.</summary>
    void StartAgain(Process ended)
    {
        lock (starting)
            if (process == ended && ShouldStartAgain(ended))
            {
                Restarts++;
                ended.Dispose();
                Launch();
            }
    }

    bool ShouldStartAgain(Process ended) => ended.ExitCode == Aborted && Log.Contains(PeerLost, StringComparison.Ordinal);

    /// <summary>As kill -9: nothing is written that was not written before.</summary>
    public void Kill()
    {
        Process killed;
        lock (starting)
            (killed, process) = (process!, null);
        killed.Kill();
        killed.WaitForExit();
        killed.Dispose();
    }

    /// <summary>Waits for a node that did not answer. False when nobody starts it again.</summary>
    public async Task<bool> ComesBackAsync(CancellationToken cancellationToken)
    {
        for (var started = Stopwatch.StartNew(); started.Elapsed < TimeSpan.FromSeconds(60) && IsWanted(); await Task.Delay(100, cancellationToken))
            if (await AnswersAsync(cancellationToken))
                return true;
        return false;

        bool IsWanted()
        {
            lock (starting)
                return process is not null && (!process.HasExited || ShouldStartAgain(process));
        }
    }

    void WaitUntilItAnswers()
    {
        for (var started = Stopwatch.StartNew(); started.Elapsed < TimeSpan.FromSeconds(60); Thread.Sleep(100))
            if (AnswersAsync(CancellationToken.None).GetAwaiter().GetResult())
                return;
        throw new TimeoutException($"ClickHouse at {Address} did not answer within 60 s.");
    }

    async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        try
        {
            return (await http.GetStringAsync(new Uri(Address, "ping"), cancellationToken)).StartsWith("Ok", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    public void Dispose()
    {
        if (process is not null)
            Kill();
        folder.Dispose();
    }
}
