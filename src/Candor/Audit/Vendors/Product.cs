namespace Candor.Audit.Vendors;

/// <summary>One thing that a vendor offers, and how its messages are read.</summary>
sealed record Product
{
    public required Vendor Vendor { get; init; }

    public required string Name { get; init; }

    public required string Category { get; init; }

    /// <summary>Where its events arrive.</summary>
    public IReadOnlyList<Place> At { get; init; } = [];

    /// <summary>What its messages look like on any host, for those that sites pass through hosts of their own.</summary>
    public IReadOnlyList<Place> Shape { get; init; } = [];

    /// <summary>Where its code is fetched from: that alone tells it no event.</summary>
    public IReadOnlyList<Place> Loads { get; init; } = [];

    public Selector Account { get; init; } = Selector.None;

    public Selector Event { get; init; } = Selector.None;

    public Selector Page { get; init; } = Selector.None;

    /// <summary>What an event is called when the message does not say.</summary>
    public string DefaultEvent { get; init; } = "";

    /// <summary>Codes that stand for events.</summary>
    public IReadOnlyDictionary<string, string> EventNames { get; init; } = new Dictionary<string, string>();

    /// <summary>How a message holds several events: one of the ways that <see cref="EventSplitter"/> knows; empty for one.</summary>
    public string Batch { get; init; } = "";

    /// <summary>Two messages that are equal in these keys are one event; empty: equal in all keys.</summary>
    public IReadOnlyList<string> Same { get; init; } = [];

    /// <summary>Its messages are a recording of what the visitor sees and does.</summary>
    public bool Records { get; init; }
}
