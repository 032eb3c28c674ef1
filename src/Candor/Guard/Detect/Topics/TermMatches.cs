namespace Candor.Guard.Detect.Topics;

/// <summary>The terms found in one text, reused from text to text. Bounded: what a few dozen terms do not tell, more of them do not.</summary>
sealed class TermMatches
{
    const int Most = 96;

    readonly TermMatch[] list = new TermMatch[Most];

    public int Count { get; private set; }

    public ReadOnlySpan<TermMatch> All => list.AsSpan(0, Count);

    public void Clear() => Count = 0;

    public void Add(int node, int start, int end, TermMeaning meaning)
    {
        if (Count < Most)
            list[Count++] = new TermMatch(node, start, end, meaning);
    }

    /// <summary>Takes out what stands inside a phrase in which it does not count. A longer term around such a phrase stays.</summary>
    public void Settle()
    {
        var nots = 0;
        for (var i = 0; i < Count; i++)
            nots += list[i].Meaning.IsNot ? 1 : 0;
        if (nots == 0)
            return;
        var kept = 0;
        for (var i = 0; i < Count; i++)
            if (!list[i].Meaning.IsNot && !IsInsideNot(list[i]))
                list[kept++] = list[i];
        Count = kept;
    }

    bool IsInsideNot(in TermMatch match)
    {
        for (var i = 0; i < Count; i++)
            if (list[i].Meaning.IsNot && match.Start < list[i].End && list[i].Start < match.End && !(match.Start <= list[i].Start && list[i].End <= match.End && match.Length > list[i].Length))
                return true;
        return false;
    }
}

/// <summary>A term and where it stands.</summary>
/// <param name="Node">Names the term within its vocabulary.</param>
readonly record struct TermMatch(int Node, int Start, int End, TermMeaning Meaning)
{
    public int Length => End - Start;
}
