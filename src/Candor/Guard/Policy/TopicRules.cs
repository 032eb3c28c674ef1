namespace Candor.Guard.Policy;

/// <summary>What one site does with topics, by topic and by the page that the event speaks of.</summary>
sealed class TopicRules
{
    /// <summary>Every topic, on every page, gives way to a mark.</summary>
    public static TopicRules Redact { get; } = new();

    /// <param name="path">The page's path as the event has it, decoded; empty when the event names no page.</param>
    /// <param name="topic">One of <see cref="Category.Topics"/>.</param>
    public TopicHandling For(ReadOnlySpan<char> path, string topic) => TopicHandling.Redact;
}
