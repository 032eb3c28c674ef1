namespace Candor.Analyze.Rollups;

/// <summary>A row of a breakdown, summed over as many of its days as were read.</summary>
sealed class RolledRow(string name)
{
    readonly List<ReadOnlyMemory<byte>> sets = [];

    public string Name => name;

    /// <summary>Its visitors are those of each day added up: the most that it can have in the days that were read.</summary>
    public Tally Sum { get; private set; }

    /// <summary>The most visitors that the days can add which were not read.</summary>
    public long Unread { get; set; }

    /// <summary>The most visitors that it can have in all.</summary>
    public long Most => Sum.Visitors + Unread;

    /// <summary>Different visitors of the days that were read. Null until they are counted.</summary>
    public long? Visitors { get; set; }

    /// <summary>A <see cref="VisitorSet"/> for each day that is rolled up and was read.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Sets => sets;

    public NamedTally Counted => new(name, Sum with { Visitors = Visitors ?? throw new InvalidOperationException($"The visitors of {name} were not counted.") });

    public void Add(Tally day, ReadOnlyMemory<byte>? set = null)
    {
        Sum += day;
        Visitors = null;
        if (set is { } members)
            sets.Add(members);
    }
}
