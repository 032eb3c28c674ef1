namespace Candor.Tests.Analyze;

/// <summary>A session as the definition says it: a visitor's hits with no gap above 30 minutes.</summary>
sealed record Visit(ulong Id, IReadOnlyList<Hit> Hits)
{
    public IEnumerable<Hit> Events => Hits.Where(h => !h.IsEngagement);
    /// <summary>The hits that describe it: its page views, or its other events where it has none, or else its engagement.</summary>
    List<Hit> Best => [.. Hits.Where(h => Rank(h) == Hits.Min(Rank))];

    public Hit First => Best[0];
    public ulong Visitor => First.Visitor;
    public DateTime Start => Hits[0].Time;
    public DateTime End => Hits[^1].Time;
    public int Pageviews => Hits.Count(h => h.Name == "PageView");
    public long EngagedMs => Hits.Sum(h => h.EngagedMs);
    public double Value => Hits.Where(h => h.Name == "Purchase").Sum(h => h.Value ?? 0);
    public string Entry => First.Path;
    public string Exit => Best[^1].Path;

    static int Rank(Hit hit) => hit.Name == "PageView" ? 0 : hit.IsEngagement ? 2 : 1;

    public static IReadOnlyList<Visit> Of(IEnumerable<Hit> hits)
    {
        var visits = new List<Visit>();
        foreach (var visitor in hits.Where(h => h.Visitor != 0).GroupBy(h => (h.Site, h.Visitor)))
        {
            var open = new List<Hit>();
            foreach (var hit in visitor.OrderBy(h => h.Time))
            {
                if (open.Count > 0 && hit.Time - open[^1].Time > TimeSpan.FromMinutes(30))
                {
                    visits.Add(new((ulong)visits.Count + 1, open));
                    open = [];
                }
                open.Add(hit);
            }
            visits.Add(new((ulong)visits.Count + 1, open));
        }
        return visits;
    }
}
