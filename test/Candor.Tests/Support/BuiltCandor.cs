using System.Diagnostics;

namespace Candor.Tests.Support;

/// <summary>The built program, run as a person runs it.</summary>
static class BuiltCandor
{
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "candor.exe" : "candor");

    public static Task<Ran> RunAsync(string data, params string[] arguments) => FinishAsync(Start(data, arguments));

    /// <param name="line">What is typed, such as a password.</param>
    public static async Task<Ran> RunWithInputAsync(string data, string line, params string[] arguments)
    {
        var process = Start(data, arguments, typed: true);
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

    /// <summary>In the data folder's parent, so that no candor.yaml of the repository is picked up.</summary>
    public static Process Start(string data, params string[] arguments) => Start(data, arguments, typed: false);

    static Process Start(string data, string[] arguments, bool typed)
    {
        var start = new ProcessStartInfo(Program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = typed,
            WorkingDirectory = Path.GetDirectoryName(data)!,
        };
        start.Environment["CANDOR_DATA"] = data;
        return Process.Start(start)!;
    }
}
