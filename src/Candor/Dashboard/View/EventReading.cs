using System.Text;
using Candor.Guard;
using Candor.Sites;

namespace Candor.Dashboard.View;

/// <summary>Turns an entry of Guard's feed into what a page shows.</summary>
static class EventReading
{
    /// <summary>Newest first. Engagement updates a page view and is no event of its own.</summary>
    public static IReadOnlyList<EventView> Last(VerdictFeed feed, SiteInfo site, int most)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(site.TimeZone);
        return [.. feed.Last(site.Id).Where(e => e.Stored?.Name != "Engagement").Take(most).Select(e => Of(e, zone))];
    }

    static EventView Of(FeedEntry entry, TimeZoneInfo zone) => new(
        entry.Number,
        TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(entry.Time), zone),
        entry.Kind switch { VerdictKind.Pass => "kept", VerdictKind.Redact => "redacted", _ => "refused" },
        entry.Stored?.Name switch { null => "Event", "PageView" => "Page view", var name => name },
        entry.Stored is { } kept ? PathOf(kept.Url) : "",
        entry.Stored is { } stored ? [.. Fields(stored)] : [],
        [.. entry.Reasons.Select(r => new RemovalView(Removals.Label(r.Category), r.Where, r.Why))]);

    static IEnumerable<(string, string)> Fields(Event e)
    {
        (string Name, string Value)[] all =
        [
            ("page", e.Url), ("title", e.Title), ("came from", e.Referrer), ("properties", Text(e.Props)), ("country", e.Country.Length == 0 ? "" : Names.Country(e.Country)),
            ("device", string.Join(", ", new[] { e.Device, e.Browser, e.Os }.Where(p => p.Length > 0))), ("screen", e.Screen), ("language", e.Language),
            ("visitor", VisitorOf(e.Visitor)), ("consent", ConsentOf(e.Consent)), ("bot", e.Bot),
        ];
        return all.Where(f => f.Value.Length > 0);
    }

    /// <summary>The kind of identifier, not the identifier: nobody needs it to see that the script works.</summary>
    public static string VisitorOf(string id) => id.Length == 0 ? "" : id[0] switch { 'c' => "first-party cookie", 'd' => "daily key, no cookie", _ => "named by the sender" };

    static string ConsentOf(Consent consent) =>
        (consent.Analytics, consent.Ads) switch { (null, null) => "not asked", var (a, b) => $"analytics {Word(a)}, ads {Word(b)}" } + (consent.OptOut ? ", opt-out signal" : "");

    static string Word(bool? allowed) => allowed switch { true => "granted", false => "denied", null => "not asked" };

    static string Text(ReadOnlyMemory<byte> json) => Encoding.UTF8.GetString(json.Span) is var text and not "{}" ? text : "";

    public static string PathOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri.AbsolutePath : url;
}
