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

    /// <summary>Takes away what terms say within a phrase in which they do not count. Where a term covers such a phrase, the phrase does not.</summary>
    public void Settle()
    {
        for (var not = 0; not < Count; not++)
            if (list[not].Meaning.NotFor is > 0 and var topics && !IsCovered(not, topics))
                for (var i = 0; i < Count; i++)
                    if (i != not && list[i].Start < list[not].End && list[not].Start < list[i].End)
                        list[i] = list[i] with { Meaning = list[i].Meaning.Within(topics) with { NotFor = list[i].Meaning.NotFor } };
    }

    bool IsCovered(int not, ushort topics)
    {
        for (var i = 0; i < Count; i++)
            if (i != not && list[i].Start <= list[not].Start && list[not].End <= list[i].End && list[i].Meaning.Within((ushort)~topics).Topics != 0)
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
