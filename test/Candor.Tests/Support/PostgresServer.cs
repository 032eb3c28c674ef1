using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Candor.Tests.Support;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Candor.Tests.Support;

/// <summary>A real PostgreSQL of the system's packages, in a folder, on a port and with a socket of its own. It starts when the first test
/// asks, once for all tests, and ends with the test process, however that ends.</summary>
public sealed class PostgresServer : IDisposable
{
    public const string User = "candor", Password = "p@ss: w/rd?";

    readonly Lazy<Running> running = new(Start);
    int databases;

    /// <summary>An empty database of a new name, as an address with password.</summary>
    public string NewDatabase() => Address(Create("template0"));

    /// <summary>A database of a new name whose tables are there already, which saves the migration.</summary>
    internal string NewDatabase(Action<string> prepare) => Address(Create(running.Value.Template(prepare, Address)));

    public int Port => running.Value.Port;

    public string SocketFolder => running.Value.Folder;

    public string Address(string database) => $"Host=127.0.0.1;Port={Port};Database={database};Username={User};Password='{Password}'";

    /// <summary>As the superuser.</summary>
    public object? Execute(string sql, string database = "postgres") => running.Value.Execute(sql, database);

    string Create(string template)
    {
        var name = $"candor_{Interlocked.Increment(ref databases)}";
        Execute($"create database {name} template {template}");
        return name;
    }

    static Running Start()
    {
        var missing = Installed() is null ? "PostgreSQL is not installed (Debian: sudo apt-get install postgresql)" : null;
        if (missing is not null && Environment.GetEnvironmentVariable("CI") == "true")
            throw new InvalidOperationException(missing);
        if (missing is not null)
            Assert.Skip(missing);
        return new Running(Installed()!);
    }

    /// <summary>The folder of initdb and postgres: CANDOR_POSTGRES, else the newest of the system.</summary>
    static string? Installed() =>
        (Environment.GetEnvironmentVariable("CANDOR_POSTGRES") is { Length: > 0 } named ? [named] : OfTheSystem().Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')))
            .FirstOrDefault(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, "initdb")));

    static IEnumerable<string> OfTheSystem() => !Directory.Exists("/usr/lib/postgresql") ? [] :
        Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(d => int.TryParse(Path.GetFileName(d), out var version) ? version : 0).Select(d => Path.Combine(d, "bin"));

    public void Dispose()
    {
        if (running.IsValueCreated)
            running.Value.Dispose();
    }

    sealed class Running : IDisposable
    {
        readonly TemporaryFolder folder = new();
        readonly Process process;
        readonly Lock templating = new();
        bool isTemplated;

        public Running(string programs)
        {
            Port = FreePort();
            File.WriteAllText(folder["password"], Password);
            // PostgreSQL refuses to run as root.
            var account = Environment.UserName != "root" ? null : File.ReadLines("/etc/passwd").Any(l => l.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";
            if (account is not null)
                Run("chown", "-R", account, folder.Root);
            Run(As(account, Path.Combine(programs, "initdb"), "-D", folder["data"], "-U", User, "-E", "UTF8", "--locale=C", "--no-sync", "--auth-local=trust", "--auth-host=scram-sha-256", $"--pwfile={folder["password"]}"));
            // The shell waits for its input to close, which the kernel does however this process ends, and then ends the server.
            process = Process.Start(new ProcessStartInfo("sh", ["-c", "\"$@\" & server=$!; read -r _; kill -INT $server; wait $server", "sh", ..
                As(account, Path.Combine(programs, "postgres"), "-D", folder["data"], "-p", $"{Port}", "-k", folder.Root, "-h", "127.0.0.1", "-F", "-c", "full_page_writes=off", "-c", "shared_buffers=32MB", "-c", "max_connections=200", "-c", "logging_collector=off")])
            { RedirectStandardInput = true, RedirectStandardError = true })!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            WaitUntilReady();
        }

        public int Port { get; }

        public string Folder => folder.Root;

        public string Template(Action<string> prepare, Func<string, string> address)
        {
            lock (templating)
                if (!isTemplated)
                {
                    Execute("create database candor_template template template0", "postgres");
                    prepare(address("candor_template"));
                    NpgsqlConnection.ClearAllPools();
                    isTemplated = true;
                }
            return "candor_template";
        }

        public object? Execute(string sql, string database)
        {
            using var connection = new NpgsqlConnection($"Host={folder.Root};Port={Port};Database={database};Username={User};Pooling=false");
            connection.Open();
            using var command = new NpgsqlCommand(sql, connection);
            return command.ExecuteScalar();
        }

        void WaitUntilReady()
        {
            for (var tries = 0; ; tries++)
            {
                try
                {
                    Execute("select 1", "postgres");
                    return;
                }
                catch (NpgsqlException) when (tries < 300 && !process.HasExited)
                {
                    Thread.Sleep(100);
                }
            }
        }

        public void Dispose()
        {
            NpgsqlConnection.ClearAllPools();
            process.StandardInput.Close();
            process.WaitForExit(10_000);
            process.Dispose();
            folder.Dispose();
        }

        static string[] As(string? account, params string[] command) =>
            account is null ? command : ["setpriv", $"--reuid={account}", "--regid", GroupOf(account), "--clear-groups", .. command];

        static string GroupOf(string account) => File.ReadLines("/etc/passwd").Select(l => l.Split(':')).First(f => f[0] == account)[3];

        static void Run(params string[] command)
        {
            using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = "/" })!;
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"{command[0]}: {error}{output.Result}");
        }

        static int FreePort()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
    }
}
