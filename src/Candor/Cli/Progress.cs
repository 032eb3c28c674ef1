using Spectre.Console;

namespace Candor.Cli;

/// <summary>How far a long command is, on stderr: a bar on a terminal, a line every five seconds elsewhere.</summary>
sealed class Progress : IDisposable
{
    readonly long total;
    readonly string what;
    readonly TimeProvider time = TimeProvider.System;
    readonly long start = TimeProvider.System.GetTimestamp();
    readonly IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
    long lastLine = TimeProvider.System.GetTimestamp();

    /// <param name="what">That is counted, such as rows.</param>
    public Progress(long total, string what) => (this.total, this.what) = (total, what);

    public long Count { get; private set; }

    public void Reach(long count)
    {
        Count = count;
        Show(Count == total);
    }

    public void Storing() => Say($"all {what} are durable; the store is loading them");

    public void Done() => Say($"done in {Elapsed.TotalSeconds:N1} s");

    public void Dispose()
    {
        if (console.Profile.Capabilities.Ansi)
            console.WriteLine();
    }

    TimeSpan Elapsed => time.GetElapsedTime(start);

    double Rate => Count / Math.Max(0.001, Elapsed.TotalSeconds);

    void Show(bool last)
    {
        if (console.Profile.Capabilities.Ansi)
        {
            const int width = 32;
            var filled = total == 0 ? width : (int)(width * Count / total);
            Console.Error.Write($"\r{new string('━', filled)}{new string('─', width - filled)} {(total == 0 ? 100 : 100 * Count / total),3}%  {Count:N0} {what}  {Rate:N0} {what}/s ");
        }
        else if (last || time.GetElapsedTime(lastLine) > TimeSpan.FromSeconds(5))
        {
            lastLine = time.GetTimestamp();
            Console.Error.WriteLine($"{Count:N0} of {total:N0} {what}, {Rate:N0} {what}/s");
        }
    }

    void Say(string how) => Console.Error.WriteLine($"{(console.Profile.Capabilities.Ansi ? "\n" : "")}{Count:N0} {what}, {Rate:N0} {what}/s: {how}");
}
