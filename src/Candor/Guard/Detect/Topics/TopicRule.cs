namespace Candor.Guard.Detect.Topics;

/// <summary>What makes one topic likelier besides its own words.</summary>
/// <param name="Settings">Kinds of page on which a weak word counts.</param>
/// <param name="Home">Those of them that speak of this topic even without a word of it.</param>
/// <param name="Acts">Kinds of page, or words, that are an act of the topic's.</param>
/// <param name="Implied">Topics of which one that is told is such a setting too.</param>
/// <param name="OnlyActs">Outside its settings it is nobody's business but a plumber's, and within them words alone do not tell it: somebody has to act.</param>
/// <param name="Broad">Such sites are for everybody: a weak word on a bank's page is an offer, not a debt, until a second one or an act stands beside it.</param>
/// <param name="Events">Standard event names that are an act of the topic's in such a setting.</param>
sealed record TopicRule(string Topic, PageKind Settings, PageKind Home = PageKind.None, PageKind Acts = PageKind.None, string[]? Implied = null, bool OnlyActs = false, bool Broad = false, params string[] Events)
{
    public int Index { get; } = Category.Topics.ToList().IndexOf(Topic);

    public uint ImpliedBy { get; } = (Implied ?? []).Aggregate(0u, (bits, topic) => bits | 1u << Category.Topics.ToList().IndexOf(topic));
}
