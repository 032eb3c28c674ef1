namespace Candor.Guard.Detect.Topics;

/// <summary>What makes one topic likelier besides its own words.</summary>
/// <param name="Settings">Kinds of page on which a weak word counts.</param>
/// <param name="Home">Those of them that speak of this topic even without a word of it.</param>
/// <param name="Acts">Kinds of page, or words, that are an act of the topic's.</param>
/// <param name="Events">Standard event names that are an act of the topic's in such a setting.</param>
sealed record TopicRule(string Topic, PageKind Settings, PageKind Home = PageKind.None, PageKind Acts = PageKind.None, params string[] Events)
{
    public int Index { get; } = Category.Topics.ToList().IndexOf(Topic);
}
