using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Candor.Collect.Wire;
using Candor.Guard;

namespace Candor.Collect;

/// <summary>What became of all that was sent since the start: for the health page, and as the meter <c>Candor</c>.</summary>
sealed class CollectCounters : IDisposable
{
    static readonly RefusalReason[] Reasons = Enum.GetValues<RefusalReason>();

    /// <summary>Of the meter and of the source of spans, in every room.</summary>
    public const string Name = "Candor";

    readonly Meter meter = new(Name);
    readonly Histogram<double> appends;
    readonly Histogram<double> acknowledgements;
    readonly ConcurrentDictionary<(VerdictKind Verdict, string Category), StrongBox<long>> removed = new();
    readonly long[] refused = new long[Reasons.Length];
    long accepted;
    long dropped;
    long redacted;
    long bots;
    long timesReplaced;

    public CollectCounters()
    {
        // From one sync of a fast disk to what a browser waits at most.
        var seconds = new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] };
        appends = meter.CreateHistogram("candor.collect.append", "s", "From handing a request's events to the journal until they are durable.", advice: seconds);
        acknowledgements = meter.CreateHistogram("candor.collect.acknowledge", "s", "From the headers of a request with events to its answer.", advice: seconds);
        // Observed, so that counting costs an add whether or not somebody listens.
        meter.CreateObservableCounter("candor.collect.accepted", () => Accepted, "{event}", "Events that are durable.");
        meter.CreateObservableCounter("candor.collect.dropped", () => Dropped, "{event}", "Events that the policy keeps nothing of.");
        meter.CreateObservableCounter("candor.collect.redacted", () => Redacted, "{event}", "Events that something was taken out of.");
        meter.CreateObservableCounter("candor.collect.bots", () => Bots, "{event}", "Events of crawlers, kept and marked.");
        meter.CreateObservableCounter("candor.collect.times_replaced", () => TimesReplaced, "{event}", "Events whose time could not be right.");
        meter.CreateObservableCounter("candor.guard.removed", () => removed.Select(r => new Measurement<long>(Interlocked.Read(ref r.Value.Value), new("verdict", r.Key.Verdict.ToString()), new("category", r.Key.Category))), "{event}", "Events that were redacted or dropped, by what was found; an event counts once for each category.");
        meter.CreateObservableCounter("candor.collect.refused", () => Reasons.Select(r => new Measurement<long>(Refused(r), new KeyValuePair<string, object?>("reason", r.ToString()))), "{event}", "Events that were refused.");
    }

    public long Accepted => Interlocked.Read(ref accepted);

    public long Dropped => Interlocked.Read(ref dropped);

    public long Redacted => Interlocked.Read(ref redacted);

    public long Bots => Interlocked.Read(ref bots);

    public long TimesReplaced => Interlocked.Read(ref timesReplaced);

    public long Refused(RefusalReason reason) => Interlocked.Read(ref refused[(int)reason]);

    public IReadOnlyDictionary<RefusalReason, long> AllRefused => Reasons.ToDictionary(r => r, Refused);

    public void Accept(int count) => Interlocked.Add(ref accepted, count);

    /// <summary>Counts a verdict that took something out, or everything.</summary>
    public void Remove(Verdict verdict)
    {
        Interlocked.Increment(ref verdict.Kind == VerdictKind.Drop ? ref dropped : ref redacted);
        foreach (var category in verdict.Categories)
            Interlocked.Increment(ref removed.GetOrAdd((verdict.Kind, category), _ => new StrongBox<long>()).Value);
    }

    /// <param name="started">A timestamp of <see cref="Stopwatch"/>.</param>
    public void Appended(long started) => appends.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);

    /// <param name="started">A timestamp of <see cref="Stopwatch"/>.</param>
    public void Acknowledged(long started) => acknowledgements.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);

    public void Bot() => Interlocked.Increment(ref bots);

    public void ReplaceTime() => Interlocked.Increment(ref timesReplaced);

    public void Refuse(RefusalReason reason, int count = 1) => Interlocked.Add(ref refused[(int)reason], count);

    public void Dispose() => meter.Dispose();
}
