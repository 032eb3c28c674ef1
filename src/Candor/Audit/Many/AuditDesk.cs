using System.Threading.Channels;
using Candor.Audit.Live;

namespace Candor.Audit.Many;

/// <summary>
/// Takes the audits that are asked for on a page and those that are due, and does them one after the other: each is a browser, and this machine
/// has events to take meanwhile.
/// </summary>
/// <param name="visit">Audits one address.</param>
sealed partial class AuditDesk(AuditStore store, Func<AuditAddress, CancellationToken, Task<AuditReport>> visit, TimeProvider clock, ILogger<AuditDesk> logger) : BackgroundService
{
    const string Run = "dashboard";
    const int MostWaiting = 20, MostShown = 8;

    static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    readonly Lock gate = new();
    readonly List<AuditJob> jobs = [];
    readonly Channel<string> ahead = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Grows with everything that changes.</summary>
    public long Number { get; private set; }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<AuditJob> Jobs
    {
        get
        {
            lock (gate)
                return [.. jobs];
        }
    }

    /// <summary>Puts the address at the end of the queue; one that waits already is not put there twice.</summary>
    /// <returns>Why not; null when it was taken.</returns>
    public string? Ask(string text)
    {
        AuditAddress address;
        try
        {
            address = AuditAddress.Parse(AuditAddress.Looks(text) ? text : $"https://{text}/");
        }
        catch (VisitException e)
        {
            return e.Message;
        }
        lock (gate)
        {
            if (jobs.Exists(j => j.IsOpen && j.Source == address.ToString()))
                return null;
            if (jobs.Count(j => j.IsOpen) >= MostWaiting)
                return $"{MostWaiting} audits wait already. Come back when some are done, or take candor audit --list.";
            jobs.Insert(0, new AuditJob(address.ToString(), clock.GetUtcNow(), "waiting", ""));
            while (jobs.Count > MostShown && jobs.FindLastIndex(j => !j.IsOpen) is var old and >= 0)
                jobs.RemoveAt(old);
            Number++;
        }
        ahead.Writer.TryWrite(address.ToString());
        return null;
    }

    /// <summary>What changed between the last two audits of each source that is audited daily; those that are as before are left out.</summary>
    public IReadOnlyList<(KeptAudit Audit, AuditChange Change)> Alerts() =>
        store.Exists ? [.. store.Schedules().SelectMany(s => store.Of(s.Source).Where(a => a.IsDone).Take(1)).Select(a => (a, Change: AuditChange.Before(store, a))).Where(c => c.Change is { IsNothing: false }).Select(c => (c.a, c.Change!))] : [];

    /// <summary>Asks for what is due, and says when it is due again.</summary>
    public void AskForWhatIsDue()
    {
        if (!store.Exists)
            return;
        var now = clock.GetUtcNow();
        foreach (var due in store.Schedules().Where(s => s.Next <= now))
        {
            Ask(due.Source);
            store.Keep(due with { Next = now.AddHours(due.Hours) });
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(DueAsync(stoppingToken), WorkAsync(stoppingToken));

    async Task DueAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                AskForWhatIsDue();
            }
            catch (IOException e)
            {
                LogFailed(e.Message);
            }
    }

    async Task WorkAsync(CancellationToken stoppingToken)
    {
        await foreach (var source in ahead.Reader.ReadAllAsync(stoppingToken))
        {
            Mark(source, "visiting", "");
            var outcome = await SiteOutcome.OfAsync(source, (address, cancel) => visit(AuditAddress.Parse(address), cancel), clock, stoppingToken);
            try
            {
                store.Save(Run, [outcome]);
                Mark(source, outcome.Outcome, outcome.Message);
            }
            catch (IOException e)
            {
                Mark(source, "failed", e.Message);
                LogFailed(e.Message);
            }
        }
    }

    void Mark(string source, string state, string message)
    {
        lock (gate)
        {
            if (jobs.FindIndex(j => j.IsOpen && j.Source == source) is var at and >= 0)
                jobs[at] = jobs[at] with { State = state, Message = message };
            Number++;
        }
    }

    [LoggerMessage(9020, LogLevel.Error, "An audit could not be kept: {Reason}")]
    partial void LogFailed(string reason);
}
