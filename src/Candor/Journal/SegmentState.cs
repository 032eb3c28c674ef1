namespace Candor.Journal;

/// <summary>One segment file. A sealed one never changes again and is NDJSON from its first byte to its last.</summary>
sealed record SegmentState(string Path, long FirstSequence, long LastSequence, long Bytes, bool Sealed);
