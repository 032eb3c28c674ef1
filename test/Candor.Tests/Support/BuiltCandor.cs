using System.Diagnostics;

namespace Candor.Tests.Support;

/// <summary>The built program, run as a person runs it.</summary>
static class BuiltCandor
{
    static readonly Dictionary<string, string> Nothing = [];

    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "candor.exe" : "candor");

    public static Task<Ran> RunAsync(string data, params string[] arguments) => FinishAsync(Start(data, arguments));

    public static Task<Ran> RunAsync(string data, IReadOnlyDictionary<string, string> environment, params string[] arguments) => FinishAsync(Start(data, environment, arguments));

    /// <param name="line">What is typed, such as a password.</param>
    public static async Task<Ran> RunWithInputAsync(string data, string line, params string[] arguments)
    {
        var process = Start(data, Nothing, arguments, typed: true);
        await process.StandardInput.WriteLineAsync(line);
        process.StandardInput.Close();
        return await FinishAsync(process);
    }

    static async Task<Ran> FinishAsync(Process started)
    {
        using var process = started;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Ran(process.ExitCode, await output, await error);
    }

    public static Process Start(string data, params string[] arguments) => Start(data, Nothing, arguments);

    /// <summary>In the data folder's parent, so that no candor.yaml of the repository is picked up.</summary>
    public static Process Start(string data, IReadOnlyDictionary<string, string> environment, string[] arguments, bool typed = false)
    {
        var start = new ProcessStartInfo(Program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = typed,
            WorkingDirectory = Path.GetDirectoryName(data)!,
        };
        start.Environment["CANDOR_DATA"] = data;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
