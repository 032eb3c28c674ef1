using System.Diagnostics;
using System.Diagnostics.Metrics;
using Candor.Collect;
using Candor.Sites;

namespace Candor.Cli.Watch;

/// <summary>What this node measures besides what Collect counts, under the same meter name.</summary>
sealed class NodeMeters : IDisposable
{
    public const string Name = CollectCounters.Name;

    readonly Meter meter = new(Name);
    readonly Histogram<double> queries;
    readonly Histogram<double> loads;

    public NodeMeters(NodeParts parts, IServiceProvider services)
    {
        queries = meter.CreateHistogram("candor.store.query", "s", "Time the store took for a question.", advice: Seconds);
        loads = meter.CreateHistogram("candor.store.load", "s", "Time the store took for a batch of the loader.", advice: Seconds);
        meter.CreateObservableGauge("candor.loader.lag", () => parts.Lag is { } lag ? [new Measurement<long>(lag)] : Array.Empty<Measurement<long>>(), "{record}", "Durable records that the store does not have yet.");
        if (services.GetService<SharedChanges>() is { } shared)
            meter.CreateObservableGauge("candor.database.up", () => shared.State.AwaySince is null ? 1 : 0, null, "Whether the shared database answers.");
    }

    /// <summary>From a look into memory to a question over a year.</summary>
    static InstrumentAdvice<double> Seconds => new() { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] };

    public void Queried(string kind, long started) => queries.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("kind", kind));

    public void Loaded(long started) => loads.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);

    public void Dispose() => meter.Dispose();
}
