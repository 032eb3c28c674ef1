namespace Candor.Guard.Policy;

/// <summary>What one place of the file says of topics; null where it says nothing.</summary>
sealed class TopicLayer(TopicHandling?[] handling)
{
    public static IReadOnlyList<string> Topics { get; } = Category.Topics;

    public TopicHandling? this[int topic] => handling[topic];

    public bool Keeps => handling.Contains(TopicHandling.Keep);

    public static int IndexOf(string topic)
    {
        for (var i = 0; i < Topics.Count; i++)
            if (Topics[i] == topic)
                return i;
        return -1;
    }

    /// <summary>Says something of every topic that the other speaks of.</summary>
    public bool Hides(TopicLayer other) => Enumerable.Range(0, handling.Length).All(i => handling[i] is not null || other[i] is null);

    public string Describe() => string.Join(',', handling);

    /// <summary><c>topics: redact</c>, or <c>topics: {crisis: drop, others: keep}</c>.</summary>
    public static TopicLayer? Read(ConfigNode node)
    {
        if (!node.Exists)
            return null;
        if (node.Kind != ConfigKind.Map)
            return new TopicLayer([.. Enumerable.Repeat(One(node), Topics.Count)]);
        var others = One(node["others"]);
        TopicHandling?[] handling = [.. Topics.Select(topic => One(node[topic]) ?? others)];
        node.RefuseOthers();
        return new TopicLayer(handling);
    }

    static TopicHandling? One(ConfigNode node) =>
        node.Choice<TopicHandling?>(null, ("redact", TopicHandling.Redact), ("keep", TopicHandling.Keep), ("drop", TopicHandling.Drop));
}
