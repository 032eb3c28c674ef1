using System.Diagnostics.Metrics;
using Candor.Collect.Wire;

namespace Candor.Collect;

/// <summary>What became of all that was sent since the start: for the health page, and as the meter <c>Candor</c>.</summary>
sealed class CollectCounters : IDisposable
{
    static readonly RefusalReason[] Reasons = Enum.GetValues<RefusalReason>();

    readonly Meter meter = new("Candor");
    readonly long[] refused = new long[Reasons.Length];
    long accepted;
    long dropped;
    long redacted;
    long bots;
    long timesReplaced;

    public CollectCounters()
    {
        // Observed, so that counting costs an add whether or not somebody listens.
        meter.CreateObservableCounter("candor.collect.accepted", () => Accepted, "{event}", "Events that are durable.");
        meter.CreateObservableCounter("candor.collect.dropped", () => Dropped, "{event}", "Events that the policy keeps nothing of.");
        meter.CreateObservableCounter("candor.collect.redacted", () => Redacted, "{event}", "Events that something was taken out of.");
        meter.CreateObservableCounter("candor.collect.bots", () => Bots, "{event}", "Events of crawlers, kept and marked.");
        meter.CreateObservableCounter("candor.collect.times_replaced", () => TimesReplaced, "{event}", "Events whose time could not be right.");
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

    public void Drop() => Interlocked.Increment(ref dropped);

    public void Redact() => Interlocked.Increment(ref redacted);

    public void Bot() => Interlocked.Increment(ref bots);

    public void ReplaceTime() => Interlocked.Increment(ref timesReplaced);

    public void Refuse(RefusalReason reason, int count = 1) => Interlocked.Add(ref refused[(int)reason], count);

    public void Dispose() => meter.Dispose();
}
