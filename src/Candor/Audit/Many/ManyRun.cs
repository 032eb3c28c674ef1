using System.Threading.Channels;
using Candor.Audit.Live;

namespace Candor.Audit.Many;

/// <summary>
/// Goes through a list of sources. Every source ends with an outcome, whatever it did; outcomes are stored as they come, so a run that was
/// killed goes on with those that have none. A host is visited by one visitor at a time, with a pause between two visits.
/// </summary>
/// <param name="audit">Audits one source.</param>
/// <param name="siteOf">The registrable domain of a host.</param>
sealed class ManyRun(AuditStore store, Func<string, CancellationToken, Task<AuditReport>> audit, Func<string, string> siteOf, TimeProvider clock)
{
    /// <summary>Reports that wait for the disk; each holds all its transmissions.</summary>
    const int MostWaiting = 16;

    /// <param name="told">Called for every outcome once it is stored.</param>
    /// <returns>The run's id in the store.</returns>
    public async Task<string> RunAsync(SourceList list, ManyOptions options, Action<SiteOutcome> told, CancellationToken cancellationToken)
    {
        var run = store.Begin(list, clock.GetUtcNow());
        for (var pass = 1; pass <= options.Passes; pass++)
        {
            var ended = store.Outcomes(run).ToDictionary(o => o.Source, o => o.Outcome, StringComparer.Ordinal);
            var ahead = list.Sources.Where(s => !ended.TryGetValue(s, out var outcome) || (pass > 1 && SiteOutcome.MayPass(outcome))).ToList();
            if (ahead.Count > 0)
                await PassAsync(run, ahead, options, told, cancellationToken);
        }
        store.End(run, clock.GetUtcNow());
        return run;
    }

    async Task PassAsync(string run, List<string> sources, ManyOptions options, Action<SiteOutcome> told, CancellationToken cancellationToken)
    {
        var ended = Channel.CreateBounded<SiteOutcome>(MostWaiting);
        // Not cancelled: what has been audited is stored, also when the run is stopped.
        var writing = Task.Run(() => StoreAsync(run, ended.Reader, told), CancellationToken.None);
        try
        {
            var hosts = sources.GroupBy(HostOf, StringComparer.OrdinalIgnoreCase).ToList();
            await Parallel.ForEachAsync(hosts, new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = cancellationToken },
                async (host, cancel) => await HostAsync([.. host], options.Delay, ended.Writer, cancel));
        }
        finally
        {
            ended.Writer.Complete();
            await writing;
        }
    }

    /// <summary>Recordings ask no host for anything.</summary>
    string HostOf(string source) => AuditAddress.Looks(source) ? siteOf(new Uri(source).Host) : source;

    async Task HostAsync(List<string> sources, TimeSpan delay, ChannelWriter<SiteOutcome> ended, CancellationToken cancellationToken)
    {
        foreach (var (number, source) in sources.Index())
        {
            if (number > 0)
                await Task.Delay(delay, clock, cancellationToken);
            await ended.WriteAsync(await SiteOutcome.OfAsync(source, audit, clock, cancellationToken), CancellationToken.None);
        }
    }

    async Task StoreAsync(string run, ChannelReader<SiteOutcome> ended, Action<SiteOutcome> told)
    {
        while (await ended.WaitToReadAsync())
        {
            var some = new List<SiteOutcome>();
            while (some.Count < MostWaiting && ended.TryRead(out var outcome))
                some.Add(outcome);
            store.Save(run, some);
            foreach (var outcome in some)
                told(outcome);
        }
    }
}
