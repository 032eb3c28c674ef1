using System.Text;

namespace Candor.Bench;

/// <summary>An event as the driver takes a row of signs: an object for each value.</summary>
static class PlainRow
{
    public static IReadOnlyList<string> Columns { get; } =
    [
        "site", "time", "received", "id", "name", "visitor", "collector", "sequence", "host", "path", "query", "title", "referrer", "country", "region", "device", "browser", "os", "language", "screen",
        "props", "value", "currency", "consent", "kind", "bot", "removed", "matching", "page", "engaged_ms", "scroll", "came_from", "source", "channel", "utm_source", "utm_medium", "utm_campaign",
        "utm_term", "utm_content",
    ];

    public static object[] Of(Event e, int i)
    {
        var path = e.Url.IndexOf('/', 8);
        var query = e.Url.IndexOf('?', StringComparison.Ordinal);
        var from = e.Referrer.StartsWith("https://", StringComparison.Ordinal) ? e.Referrer[8..] : "";
        var elsewhere = from.Length > 0 && !from.StartsWith("shop.", StringComparison.Ordinal) ? from.Split('/')[0] : "";
        var paid = query >= 0;
        return
        [
            e.Site, DateTime.UnixEpoch.AddMilliseconds(e.Time), DateTime.UnixEpoch.AddMilliseconds(e.Received), e.Id, e.Name, (ulong)e.Visitor.GetHashCode(StringComparison.Ordinal), "c_0123456789ab", (ulong)i,
            e.Url[8..path], paid ? e.Url[path..query] : e.Url[path..], paid ? e.Url[(query + 1)..] : "", e.Title, from, e.Country, e.Region, e.Device, e.Browser, e.Os, e.Language, e.Screen,
            Encoding.UTF8.GetString(e.Props.Span), e.Value!, e.Currency, e.Consent.ToByte(), (byte)0, "", "", "", Guid.Empty, 0, (byte)0, elsewhere, elsewhere, paid ? "Paid Search" : "Direct",
            paid ? "google" : "", paid ? "cpc" : "", "", "", "",
        ];
    }
}
