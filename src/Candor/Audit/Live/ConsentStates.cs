using Candor.Audit.Findings;
using Candor.Audit.Hosts;

namespace Candor.Audit.Live;

/// <summary>The same address visited four times, and in one report what is so in which of them.</summary>
sealed class ConsentStates(LiveVisit visit)
{
    public const string Untouched = "untouched", Refused = "refused", Accepted = "accepted", PrivacyControl = "privacy-control";

    /// <summary>Browsers at once: each needs about half a gigabyte.</summary>
    const int Parallel = 2;

    /// <exception cref="VisitException">There is no page at the address, or no browser.</exception>
    public async Task<AuditReport> CompareAsync(AuditAddress address, AuditOptions options, CancellationToken cancellationToken)
    {
        (string Name, VisitOptions Visit)[] states =
        [
            (Untouched, options.Visit with { Consent = ConsentAnswer.None }), (Refused, options.Visit with { Consent = ConsentAnswer.Reject }),
            (Accepted, options.Visit with { Consent = ConsentAnswer.Accept }), (PrivacyControl, options.Visit with { Consent = ConsentAnswer.None, GlobalPrivacyControl = true }),
        ];
        using var places = new SemaphoreSlim(Parallel);
        var reports = await Task.WhenAll(states.Select(async state =>
        {
            await places.WaitAsync(cancellationToken);
            try
            {
                return (state.Name, Report: await visit.VisitAsync(address, options with { Visit = state.Visit }, cancellationToken));
            }
            finally
            {
                places.Release();
            }
        }));
        return Join(reports);
    }

    static AuditReport Join((string State, AuditReport Report)[] all)
    {
        var findings = all.SelectMany(s => s.Report.Findings.Select(f => (s.State, Finding: f))).GroupBy(f => f.Finding.Fingerprint)
            .Select(g => g.First().Finding with { SeenIn = [.. g.Select(f => f.State).Distinct()] }).OrderByDescending(f => f.Severity).ToList();
        return all[0].Report with
        {
            Findings = findings,
            Transmissions = [.. all.SelectMany(s => s.Report.Transmissions).DistinctBy(t => (t.Vendor, t.Host, t.Account, t.Event, t.Request, t.Page))],
            Trackers = [.. all.SelectMany(s => s.Report.Trackers).GroupBy(t => t.Host).Select(g => g.MaxBy(t => t.Requests)!).OrderByDescending(t => HostCategory.Tracks(t.Category)).ThenByDescending(t => t.Requests).ThenBy(t => t.Host, StringComparer.Ordinal)],
            LookedFor = [.. all.SelectMany(s => s.Report.LookedFor).GroupBy(l => l.Rule).Select(g => g.MinBy(l => l.State switch { "found" => 0, "not found" => 1, _ => 2 })!)],
            Requests = all.Sum(s => s.Report.Requests),
            Remarks = [.. all.Select(Ran), .. all.SelectMany(s => s.Report.Remarks.Select(r => $"{Said(s.State)}: {r}")).Distinct()],
        };
    }

    static string Ran((string State, AuditReport Report) state)
    {
        var told = state.Report.Trackers.Where(t => HostCategory.Tracks(t.Category)).Select(t => t.Host).Order(StringComparer.Ordinal).ToList();
        return told.Count == 0 ? $"{Said(state.State)}: no tracker ran." : $"{Said(state.State)}: {told.Count} trackers ran: {Words.List(told.Take(20))}{(told.Count > 20 ? " and others" : "")}.";
    }

    static string Said(string state) => state switch
    {
        Untouched => "Before any choice",
        Refused => "After a refusal",
        Accepted => "After acceptance",
        _ => "With Global Privacy Control",
    };
}
