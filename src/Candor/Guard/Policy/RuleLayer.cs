namespace Candor.Guard.Policy;

/// <summary>What one place of the file, a site's or a page's, says of what may be kept; null where it says nothing.</summary>
sealed record RuleLayer
{
    public EventLayer? Events { get; private init; }

    public FieldLayer Fields { get; private init; } = new();

    public TopicLayer? Topics { get; private init; }

    public AnalyticsConsent? Analytics { get; private init; }

    public bool? ChildDirected { get; private init; }

    public bool IsEmpty => Events is null && Fields.IsEmpty && Topics is null && Analytics is null && ChildDirected is null;

    public static RuleLayer Read(ConfigNode node, bool ofSite)
    {
        var events = EventLayer.Read(node["events"]);
        return new RuleLayer
        {
            Events = events,
            Fields = ofSite ? FieldLayer.Read(node, events) : FieldLayer.ReadOnPage(node, events),
            Topics = TopicLayer.Read(node["topics"]),
            Analytics = ConsentRules.ReadAnalytics(node["consent"]),
            ChildDirected = node["child_directed"] is { Exists: true } child ? child.Flag(false) : null,
        };
    }

    /// <summary>It leaves nothing for the other to say, whatever that is, so the other is never asked.</summary>
    public bool Hides(RuleLayer other) =>
        other.Fields.IsEmpty && (other.Events is null || Events is not null) && (other.Topics is null || Topics?.Hides(other.Topics) == true)
        && (other.Analytics is null || Analytics is not null) && (other.ChildDirected is null || ChildDirected is not null);

    public string Describe() => $"{Events?.Describe()}|{Fields.Describe()}|{Topics?.Describe()}|{Analytics}|{ChildDirected}";
}
