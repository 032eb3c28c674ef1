using Spectre.Console;

namespace Candor.Cli.Import;

/// <summary>How far an import is, on stderr: a bar on a terminal, a line every five seconds elsewhere.</summary>
sealed class ImportProgress : IDisposable
{
    readonly long total;
    readonly TimeProvider time = TimeProvider.System;
    readonly long start = TimeProvider.System.GetTimestamp();
    readonly IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
    long lastLine = TimeProvider.System.GetTimestamp();

    public ImportProgress(long total) => this.total = total;

    public long Rows { get; private set; }

    public void Add(int rows)
    {
        Rows += rows;
        Show(Rows == total);
    }

    public void Storing() => Say("all rows are durable; the store is loading them");

    public void Done() => Say($"done in {Elapsed.TotalSeconds:N1} s");

    public void Dispose()
    {
        if (console.Profile.Capabilities.Ansi)
            console.WriteLine();
    }

    TimeSpan Elapsed => time.GetElapsedTime(start);

    double Rate => Rows / Math.Max(0.001, Elapsed.TotalSeconds);

    void Show(bool last)
    {
        if (console.Profile.Capabilities.Ansi)
        {
            const int width = 32;
            var filled = total == 0 ? width : (int)(width * Rows / total);
            Console.Error.Write($"\r{new string('━', filled)}{new string('─', width - filled)} {(total == 0 ? 100 : 100 * Rows / total),3}%  {Rows:N0} rows  {Rate:N0} rows/s ");
        }
        else if (last || time.GetElapsedTime(lastLine) > TimeSpan.FromSeconds(5))
        {
            lastLine = time.GetTimestamp();
            Console.Error.WriteLine($"{Rows:N0} of {total:N0} rows, {Rate:N0} rows/s");
        }
    }

    void Say(string what) => Console.Error.WriteLine($"{(console.Profile.Capabilities.Ansi ? "\n" : "")}{Rows:N0} rows, {Rate:N0} rows/s: {what}");
}
