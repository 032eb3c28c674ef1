using System.Globalization;
using System.Text;
using System.Text.Json;
using Candor.Store;

namespace Candor.Tests.Store;

/// <summary>What visits are, said once more in the plainest way: all events at hand, sorted, cut at the gaps.</summary>
static class Visit
{
    public static List<string> Of(IEnumerable<Event> events) =>
        [.. events.GroupBy(Key).OrderBy(g => g.Key).SelectMany(g => Cut([.. g.OrderBy(e => e.Time)]).Select(visit => Describe(g.Key, visit)))];

    static ulong Key(Event e) => VisitorHash.Of(Encoding.UTF8.GetBytes(e.Site), Encoding.UTF8.GetBytes(e.Visitor));

    static List<List<Event>> Cut(List<Event> events)
    {
        var visits = new List<List<Event>>();
        foreach (var e in events)
            if (visits.Count > 0 && e.Time - visits[^1][^1].Time <= 30 * 60_000)
                visits[^1].Add(e);
            else
                visits.Add([e]);
        return visits;
    }

    static string Describe(ulong visitor, List<Event> visit)
    {
        var best = visit.Min(Rank);
        var candidates = visit.Where(e => Rank(e) == best).ToList();
        var entry = candidates.Where(e => e.Time == candidates.Min(c => c.Time)).OrderBy(Path, StringComparer.Ordinal).ThenBy(Source, StringComparer.Ordinal).ThenBy(e => e.Device, StringComparer.Ordinal).First();
        var exit = candidates.Where(e => e.Time == candidates.Max(c => c.Time)).Select(Path).Max(StringComparer.Ordinal);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{visitor}|{visit[0].Time}|{visit[^1].Time}|{visit.Count(e => e.Name == "PageView")}|{visit.Count(e => e.Name != "Engagement")}|{visit.Sum(Engaged)}|{visit.Where(e => e.Name == "Purchase").Sum(e => e.Value)}|{Path(entry)}|{exit}|{Source(entry)}|{entry.Device}|{visit.Max(e => e.Bot)}|{visit.Count}");
    }

    static int Rank(Event e) => e.Name switch { "PageView" => 0, "Engagement" => 2, _ => 1 };

    static string Path(Event e) => new Uri(e.Url).AbsolutePath;

    static string Source(Event e) => e.Referrer.Length > 0 ? "Bing" : "";

    static int Engaged(Event e) => e.Name == "Engagement" ? JsonDocument.Parse(e.Props).RootElement.GetProperty("engaged_ms").GetInt32() : 0;
}
