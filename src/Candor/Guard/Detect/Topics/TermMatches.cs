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

    /// <summary>Takes away what terms say within a phrase in which they do not count. A longer term around such a phrase stays.</summary>
    public void Settle()
    {
        for (var not = 0; not < Count; not++)
            if (list[not].Meaning.NotFor is > 0 and var topics)
                for (var i = 0; i < Count; i++)
                    if (i != not && IsWithin(list[i], list[not]))
                        list[i] = list[i] with { Meaning = list[i].Meaning.Within(topics) with { NotFor = list[i].Meaning.NotFor } };
    }

    static bool IsWithin(in TermMatch match, in TermMatch not) =>
        match.Start < not.End && not.Start < match.End && !(match.Start <= not.Start && not.End <= match.End && match.Length > not.Length);
}

/// <summary>A term and where it stands.</summary>
/// <param name="Node">Names the term within its vocabulary.</param>
readonly record struct TermMatch(int Node, int Start, int End, TermMeaning Meaning)
{
    public int Length => End - Start;
}
