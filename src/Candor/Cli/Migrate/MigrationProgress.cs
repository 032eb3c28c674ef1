using System.Globalization;
using Spectre.Console;

namespace Candor.Cli.Migrate;

/// <summary>How far a step is, on stderr: a bar on a terminal, a line every five seconds elsewhere.</summary>
/// <param name="step">What is done, such as "Moving".</param>
/// <param name="done">Rows that an earlier run did already: they say nothing about the rate.</param>
sealed class MigrationProgress(string step, long total, long done = 0) : IDisposable
{
    const int Width = 32;

    static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(5), BarEvery = TimeSpan.FromMilliseconds(200);

    readonly TimeProvider time = TimeProvider.System;
    readonly long start = TimeProvider.System.GetTimestamp();
    readonly bool bar = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }).Profile.Capabilities.Ansi;
    long shown = TimeProvider.System.GetTimestamp();

    public void At(long rows)
    {
        var rate = (rows - done) / Math.Max(0.001, time.GetElapsedTime(start).TotalSeconds);
        if (rows < total && time.GetElapsedTime(shown) < (bar ? BarEvery : LineEvery))
            return;
        shown = time.GetTimestamp();
        var left = rate <= 0 || rows >= total ? "" : $", {Span(TimeSpan.FromSeconds((total - rows) / rate))} left";
        if (bar)
        {
            var filled = total == 0 ? Width : (int)(Width * rows / total);
            Console.Error.Write($"\r{step} {new string('━', filled)}{new string('─', Width - filled)} {(total == 0 ? 100 : 100 * rows / total),3}%  {rows:N0} of {total:N0} rows  {rate:N0} rows/s{left}   ");
        }
        else
            Console.Error.WriteLine($"{step}: {rows:N0} of {total:N0} rows, {rate:N0} rows/s{left}");
    }

    public void Say(string what) => Console.Error.WriteLine($"{(bar ? "\n" : "")}{what}");

    static string Span(TimeSpan span) => span.ToString(span.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);

    public void Dispose()
    {
        if (bar)
            Console.Error.WriteLine();
    }
}
