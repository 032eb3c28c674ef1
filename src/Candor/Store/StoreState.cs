using Candor.Journal;

namespace Candor.Store;

/// <summary>What an operator wants to know at a glance.</summary>
sealed record StoreState
{
    public required string Engine { get; init; }
    public required string EngineVersion { get; init; }
    public required int SchemaVersion { get; init; }
    public required JournalPosition Position { get; init; }
    public required long BytesOnDisk { get; init; }

    /// <summary>Since the start of this process.</summary>
    public required long Loaded { get; init; }
    public required long Duplicates { get; init; }
    public required long Quarantined { get; init; }

    /// <summary>Why the last attempt to load or to open failed; null when it worked.</summary>
    public required string? Trouble { get; init; }
}
