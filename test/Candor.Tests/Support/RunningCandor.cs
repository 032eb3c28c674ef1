using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Candor.Tests.Support;

/// <summary><c>candor serve</c> in a process of its own, ready to answer.</summary>
sealed class RunningCandor : IAsyncDisposable
{
    const int Abort = 6, Terminate = 15;

    readonly Process process;
    readonly Task<string> error;

    RunningCandor(Process process, Task<string> error, string url) =>
        (this.process, this.error, Http) = (process, error, new HttpClient { BaseAddress = new Uri(url) });

    public HttpClient Http { get; }

    public int Pid => process.Id;

    public static Task<RunningCandor> StartAsync(string data, params string[] more) => StartAsync(data, new Dictionary<string, string>(), more);

    public static async Task<RunningCandor> StartAsync(string data, IReadOnlyDictionary<string, string> environment, params string[] more)
    {
        var process = BuiltCandor.Start(data, environment, ["serve", "--urls", "http://127.0.0.1:0", .. more]);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? throw new InvalidOperationException($"candor serve ended: {await error}");
        return new RunningCandor(process, error, line[line.IndexOf("http://", StringComparison.Ordinal)..]);
    }

    /// <summary>As a service manager does it. Returns what was said on stderr.</summary>
    /// <param name="abort">As a fault of the program does it.</param>
    public async Task<(int ExitCode, string Error)> StopAsync(bool abort = false)
    {
        _ = Kill(process.Id, abort ? Abort : Terminate);
        if (abort)
        {
            // The runtime catches the first one that comes from outside, puts the system's handling back, and goes on; the second ends it.
            await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
            _ = Kill(process.Id, Abort);
        }
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await error);
    }

    /// <summary>As a crash does it.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
        Http.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    static extern int Kill(int pid, int signal);
}
