namespace Candor.Journal;

sealed record JournalOptions
{
    public required string Directory { get; init; }

    /// <summary>A segment is sealed before the group that would make it larger than this.</summary>
    public long SegmentBytes { get; init; } = 64L << 20;

    /// <summary>Below this much free space appends are refused, so that the store can still work the backlog off.</summary>
    public long MinFreeBytes { get; init; } = 512L << 20;

    /// <summary>More than this waiting for the disk is answered <see cref="AppendStatus.Busy"/>: memory stays bounded.</summary>
    public int MaxWaitingBytes { get; init; } = 32 << 20;

    /// <summary>Segments that every reader has passed are kept until newer passed ones add up to this much.</summary>
    public long RetainBytes { get; init; }

    /// <summary>Segments that every reader has passed are kept at least this long after they were sealed.</summary>
    public TimeSpan RetainFor { get; init; }

    /// <summary>After a refusal the disk is asked again no sooner than this; until then the answer is immediate.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>At start, unread segments up to this much are read whole and checked; older ones when a reader gets there.</summary>
    public long VerifyBytes { get; init; } = 1L << 30;

    /// <summary>Where the store stands. Lower numbers are never given out again, though the folder be new or have lost its end.</summary>
    public long ContinueFrom { get; init; } = 1;

    /// <summary>Off only to measure what durability costs: an acknowledgement then promises nothing.</summary>
    public bool Fsync { get; init; } = true;
}
