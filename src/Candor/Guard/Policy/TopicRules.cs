namespace Candor.Guard.Policy;

/// <summary>What one site does with topics, by topic and by the page that the event speaks of.</summary>
sealed class TopicRules
{
    readonly TopicHandling[] everywhere;
    readonly (PagePattern Pages, TopicLayer Layer)[] pages;

    TopicRules(TopicHandling[] everywhere, (PagePattern, TopicLayer)[] pages)
    {
        this.everywhere = everywhere;
        this.pages = pages;
    }

    /// <summary>Every topic, on every page, gives way to a mark.</summary>
    public static TopicRules Redact { get; } = new(new TopicHandling[TopicLayer.Topics.Count], []);

    /// <summary>Some topic may be kept on some page.</summary>
    public bool Keeps => everywhere.Contains(TopicHandling.Keep) || Array.Exists(pages, p => p.Layer.Keeps);

    /// <param name="path">The page's path as the event has it, decoded; empty when the event names no page.</param>
    /// <param name="topic">One of <see cref="Category.Topics"/>.</param>
    public TopicHandling For(ReadOnlySpan<char> path, string topic)
    {
        var index = TopicLayer.IndexOf(topic);
        if (index < 0)
            return TopicHandling.Redact;
        foreach (var (pattern, layer) in pages)
            if (layer[index] is { } handling && pattern.IsMatch(path))
                return handling;
        return everywhere[index];
    }

    /// <summary>What holds on pages that no pattern names.</summary>
    public TopicHandling Everywhere(int topic) => everywhere[topic];

    public TopicRules With(TopicLayer? layer) =>
        layer is null ? this : new TopicRules([.. everywhere.Select((handling, i) => layer[i] ?? handling)], pages);

    public TopicRules OnPages(IEnumerable<PageRule> rules) =>
        new(everywhere, [.. rules.Where(r => r.Rules.Topics is not null).Select(r => (r.Pattern, r.Rules.Topics!))]);

    /// <summary>The same with every topic redacted that would be kept.</summary>
    public TopicRules WithoutKeeping() => new([.. everywhere.Select(Harden)],
        [.. pages.Select(p => (p.Pages, new TopicLayer([.. Enumerable.Range(0, everywhere.Length).Select(i => p.Layer[i] is { } h ? Harden(h) : (TopicHandling?)null)])))]);

    static TopicHandling Harden(TopicHandling handling) => handling == TopicHandling.Keep ? TopicHandling.Redact : handling;
}
