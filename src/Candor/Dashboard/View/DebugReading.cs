using Candor.Guard;
using Candor.Guard.Policy;
using Candor.Sites;

namespace Candor.Dashboard.View;

/// <summary>Turns Guard's feed into what the debugger shows.</summary>
static class DebugReading
{
    public static readonly IReadOnlyList<string> Verdicts = ["kept", "redacted", "refused"];

    /// <summary>Newest first, every event of the feed that both filters let through; an empty filter lets all through.</summary>
    public static IReadOnlyList<DebugView> Last(VerdictFeed feed, SiteInfo site, string? name, string? verdict)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(site.TimeZone);
        return [.. feed.Last(site.Id).Select(e => Of(e, zone)).Where(v => (string.IsNullOrEmpty(name) || v.Event == name) && (string.IsNullOrEmpty(verdict) || v.Verdict == verdict))];
    }

    /// <summary>Names that are in the feed, for the choice.</summary>
    public static IReadOnlyList<string> Names(VerdictFeed feed, SiteInfo site) => [.. feed.Last(site.Id).Select(NameOf).Where(n => n.Length > 0).Distinct().Order(StringComparer.Ordinal)];

    static DebugView Of(FeedEntry entry, TimeZoneInfo zone)
    {
        var verdict = Verdicts[(int)entry.Kind];
        var label = NameOf(entry) switch { "" => "Event", "PageView" => "Page view", var name => name };
        // What passes is stored as it came, so the one is read from the other.
        var fields = entry.Arrived ?? (entry.Stored is { } stored ? Arrival.Of(stored, Verdict.Pass(stored), SitePolicy.Strict) : []);
        return new(entry.Number, TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(entry.Time), zone), verdict, NameOf(entry), label,
            entry.Stored is { } kept ? EventReading.PathOf(kept.Url) : "", [.. fields.Select(Field)],
            entry.Stored is null || entry.Arrived is null ? [.. entry.Reasons.Select(r => $"{Removals.Label(r.Category)}: {r.Why}").Distinct()] : Whole(entry), entry.Arrived is not null || entry.Kind == VerdictKind.Pass);
    }

    /// <summary>Reasons that stand at no field that came, such as a consent that was not given.</summary>
    static IReadOnlyList<string> Whole(FeedEntry entry)
    {
        var told = entry.Arrived!.SelectMany(f => f.Why).ToHashSet();
        return [.. entry.Reasons.Where(r => !told.Contains(r.Why)).Select(r => $"{Removals.Label(r.Category)}: {r.Why}").Distinct()];
    }

    static DebugField Field(ArrivedField field)
    {
        var stored = field is { Name: "visitor", Stored: { } id } ? EventReading.VisitorOf(id) : field.Stored;
        return new(field.Name, field.IsWhole ? stored! : field.Kind, [.. field.Categories.Select(Removals.Type).DefaultIfEmpty("taken out").Where(_ => !field.IsWhole && field.Kind.Length > 0)], stored, field.IsWhole, field.Why);
    }

    static string NameOf(FeedEntry entry) => entry.Stored?.Name ?? "";
}
