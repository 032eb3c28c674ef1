using Candor.Audit.Findings;

namespace Candor.Audit.Differences;

/// <summary>What changed since an earlier audit of the same source.</summary>
/// <param name="Before">The earlier audit's day; null when its report does not say.</param>
/// <param name="Unchanged">Number of findings that both have.</param>
sealed record AuditDifference(DateOnly? Before, IReadOnlyList<Finding> New, IReadOnlyList<EarlierFinding> Gone, int Unchanged, IReadOnlyList<string> NewHosts, IReadOnlyList<string> GoneHosts)
{
    public bool IsNothing => New.Count + Gone.Count + NewHosts.Count + GoneHosts.Count == 0;

    public static AuditDifference Between(EarlierAudit before, AuditReport now)
    {
        var known = before.Findings.Select(f => f.Fingerprint).ToHashSet(StringComparer.Ordinal);
        var current = now.Findings.Select(f => f.Fingerprint).ToHashSet(StringComparer.Ordinal);
        var hosts = now.Trackers.Select(t => t.Host).ToList();
        return new AuditDifference(before.Day, [.. now.Findings.Where(f => !known.Contains(f.Fingerprint))], [.. before.Findings.Where(f => !current.Contains(f.Fingerprint))],
            now.Findings.Count(f => known.Contains(f.Fingerprint)), [.. hosts.Except(before.Hosts, StringComparer.Ordinal)], [.. before.Hosts.Except(hosts, StringComparer.Ordinal)]);
    }

    /// <summary>The earlier audit of the same source; where both runs had one only, that one, for recordings change their name from run to run.</summary>
    public static EarlierAudit? Earlier(IReadOnlyList<EarlierAudit> before, AuditReport now, bool isOnly) =>
        before.FirstOrDefault(b => b.Source == now.Source) ?? before.FirstOrDefault(b => Path.GetFileName(b.Source) == Path.GetFileName(now.Source)) ?? (isOnly && before.Count == 1 ? before[0] : null);

    /// <summary>The difference in a sentence.</summary>
    public string Summary
    {
        get
        {
            var since = Before is { } day ? $"Since {day:yyyy-MM-dd}" : "Since the last report";
            if (IsNothing)
                return $"{since} nothing changed: {Count(Unchanged, "finding")} as before.";
            var hosts = NewHosts.Count + GoneHosts.Count == 0 ? "" : $" {Count(NewHosts.Count, "host")} came{(NewHosts.Count > 0 ? $" ({Words.List(NewHosts.Take(5))})" : "")}, {Count(GoneHosts.Count, "host")} went{(GoneHosts.Count > 0 ? $" ({Words.List(GoneHosts.Take(5))})" : "")}.";
            return $"{since}: {New.Count} new, {Gone.Count} gone, {Unchanged} unchanged.{hosts}";
        }
    }

    static string Count(int number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";
}
