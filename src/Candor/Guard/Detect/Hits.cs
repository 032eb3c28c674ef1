using System.Runtime.InteropServices;

namespace Candor.Guard.Detect;

/// <summary>What the detectors found in one text, reused from text to text.</summary>
sealed class Hits
{
    readonly List<Hit> list = [];

    public int Count => list.Count;

    public void Add(int start, int length, string category, string why, bool spreads = false) => list.Add(new Hit(start, length, list.Count, category, why, spreads));

    /// <summary>The whole text goes.</summary>
    public void All(in Leaf leaf, string category, string why) => Add(0, leaf.Text.Length, category, why, spreads: true);

    /// <summary>Takes what was added since <paramref name="from"/>, in order of place; where two overlap, one that covers both,
    /// named by the detector that stands first in the list.</summary>
    public List<Hit> Take(int from)
    {
        var added = CollectionsMarshal.AsSpan(list)[from..];
        added.Sort();
        var taken = new List<Hit>(added.Length);
        foreach (ref readonly var hit in added)
        {
            if (taken.Count == 0 || hit.Start >= taken[^1].End)
                taken.Add(hit);
            else
                taken[^1] = Merge(taken[^1], hit);
        }
        list.RemoveRange(from, list.Count - from);
        return taken;
    }

    public void Clear() => list.Clear();

    static Hit Merge(in Hit before, in Hit after)
    {
        var named = after.Rank < before.Rank ? after : before;
        return named with { Start = before.Start, Length = Math.Max(before.End, after.End) - before.Start, Spreads = before.Spreads || after.Spreads };
    }
}
