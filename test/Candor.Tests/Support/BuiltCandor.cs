using System.Diagnostics;

namespace Candor.Tests.Support;

/// <summary>The built program, run as a person runs it.</summary>
static class BuiltCandor
{
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "candor.exe" : "candor");

    public static Task<Ran> RunAsync(string data, params string[] arguments) => RunAsync(data, new Dictionary<string, string>(), arguments);

    public static async Task<Ran> RunAsync(string data, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using var process = Start(data, environment, arguments);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Ran(process.ExitCode, await output, await error);
    }

    /// <summary>In the data folder's parent, so that no candor.yaml of the repository is picked up.</summary>
    public static Process Start(string data, params string[] arguments) => Start(data, new Dictionary<string, string>(), arguments);

    public static Process Start(string data, IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        var start = new ProcessStartInfo(Program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(data)!,
        };
        start.Environment["CANDOR_DATA"] = data;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
