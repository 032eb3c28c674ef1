namespace Candor.Guard.Detect;

/// <summary>What the detectors found in one text, reused from text to text.</summary>
sealed class Hits
{
    readonly List<Hit> list = [];

    public int Count => list.Count;

    public void Add(int start, int length, string category, string why, bool spreads = false) => list.Add(new Hit(start, length, category, why, spreads));

    /// <summary>The whole text goes.</summary>
    public void All(in Leaf leaf, string category, string why) => Add(0, leaf.Text.Length, category, why, spreads: true);

    /// <summary>Takes what was added since <paramref name="from"/>, in order of place; where two overlap, one that covers both,
    /// named by the detector that stands first in the list.</summary>
    public List<Hit> Take(int from)
    {
        var taken = new List<Hit>();
        var ordered = list.Skip(from).Select((hit, rank) => (hit, rank)).OrderBy(h => h.hit.Start).ThenBy(h => h.rank);
        var lastRank = 0;
        foreach (var (hit, rank) in ordered)
        {
            if (taken.Count == 0 || hit.Start >= taken[^1].End)
            {
                taken.Add(hit);
                lastRank = rank;
                continue;
            }
            var before = taken[^1];
            var named = rank < lastRank ? hit : before;
            lastRank = Math.Min(rank, lastRank);
            taken[^1] = named with { Start = before.Start, Length = Math.Max(before.End, hit.End) - before.Start, Spreads = before.Spreads || hit.Spreads };
        }
        list.RemoveRange(from, list.Count - from);
        return taken;
    }

    public void Clear() => list.Clear();
}
