using System.Diagnostics;
using System.Text.Json;

namespace Candor.Bench.Servers;

/// <summary>A data folder with one site and a configuration whose rate limits are out of the way; everything else is as installed.</summary>
sealed record CandorFolder(string Data, string Config, string Site)
{
    const string Ready = "Candor is ready at ";

    /// <summary>The program itself, as it was built beside the bench.</summary>
    static string Program => Path.Combine(AppContext.BaseDirectory, "candor");

    public static CandorFolder Create(string folder)
    {
        var config = Path.Combine(folder, "candor.yaml");
        File.WriteAllText(config, """
            server:
              trusted_proxies: [127.0.0.1]
            defaults:
              limits: {per_site: 10000000, per_address: 10000000}
            """);
        var data = Path.Combine(folder, "data");
        using var site = JsonDocument.Parse(Ask(["site", "add", "example.org", "--format", "json", "--data", data, "--config", config]));
        return new CandorFolder(data, config, site.RootElement.GetProperty("site").GetString()!);
    }

    public ServerProcess Serve(out Uri address) => Serve(ServerProcess.ServerCore, out address);

    public ServerProcess Serve(int? core, out Uri address)
    {
        var server = ServerProcess.Start("candor serve", core, Program, "serve", "--urls", "http://127.0.0.1:0", "--data", Data, "--config", Config);
        address = server.WaitForAddress(Ready);
        return server;
    }

    /// <summary>The same server inside the bench's program, for what the real one does not let anybody switch off.</summary>
    public ServerProcess Host(out Uri address, params string[] switches)
    {
        var server = ServerProcess.Start("hosted candor", ServerProcess.ServerCore, Environment.ProcessPath!, ["host", Data, Config, .. switches]);
        address = server.WaitForAddress(Ready);
        return server;
    }

    /// <summary>Runs a command over the folder and gives what it prints.</summary>
    public string Run(params string[] arguments) => Ask([.. arguments, "--data", Data, "--config", Config]);

    static string Ask(string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var problems = process.StandardError.ReadToEndAsync();
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? answer : throw new BenchException($"candor {string.Join(' ', arguments)} ended with {process.ExitCode}: {problems.Result}");
    }
}
