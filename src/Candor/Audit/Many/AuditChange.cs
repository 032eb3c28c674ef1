using Candor.Audit.Differences;

namespace Candor.Audit.Many;

/// <summary>What changed between an audit that is kept and the one of the same source before it.</summary>
sealed record AuditChange(DateTimeOffset Since, IReadOnlyList<EarlierFinding> New, IReadOnlyList<EarlierFinding> Gone, int Unchanged)
{
    public bool IsNothing => New.Count + Gone.Count == 0;

    public string Summary => $"since {Since:yyyy-MM-dd HH:mm} UTC: {New.Count} new, {Gone.Count} gone, {Unchanged} unchanged";

    /// <summary>Null when there is no audit before.</summary>
    public static AuditChange? Before(AuditStore store, KeptAudit audit)
    {
        if (store.Of(audit.Source).FirstOrDefault(a => a.IsDone && a.At < audit.At) is not { } earlier || Read(store, earlier) is not { } then || Read(store, audit) is not { } now)
            return null;
        var (known, current) = (then.Select(f => f.Fingerprint).ToHashSet(StringComparer.Ordinal), now.Select(f => f.Fingerprint).ToHashSet(StringComparer.Ordinal));
        return new AuditChange(earlier.At, [.. now.Where(f => !known.Contains(f.Fingerprint))], [.. then.Where(f => !current.Contains(f.Fingerprint))], now.Count(f => known.Contains(f.Fingerprint)));
    }

    static IReadOnlyList<EarlierFinding>? Read(AuditStore store, KeptAudit audit) => store.Report(audit.Id) is { } json ? EarlierAudit.Parse(json)[0].Findings : null;
}
