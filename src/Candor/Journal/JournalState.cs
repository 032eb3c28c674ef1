namespace Candor.Journal;

/// <summary>What an operator wants to know at a glance.</summary>
sealed record JournalState
{
    public required bool Accepting { get; init; }

    /// <summary>Why appends are refused; null when they are accepted.</summary>
    public required string? Refusal { get; init; }

    public required long BytesOnDisk { get; init; }

    /// <summary>Sequence of the oldest record still kept.</summary>
    public required long OldestSequence { get; init; }

    public required long LastSequence { get; init; }

    /// <summary>Records found at start.</summary>
    public required long RecoveredRecords { get; init; }

    /// <summary>Bytes cut at start: the unfinished end of a write that nobody was told had succeeded.</summary>
    public required long CutBytes { get; init; }

    public required IReadOnlyList<SegmentState> Segments { get; init; }
    public required IReadOnlyList<ReaderState> Readers { get; init; }
}
