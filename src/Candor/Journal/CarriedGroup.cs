namespace Candor.Journal;

/// <summary>
/// The last group found at start. It may lie in the page cache only - after a failed sync the kernel calls such pages clean, and
/// no later sync writes them - so it is written once more, into a new segment, before anyone reads it.
/// </summary>
sealed record CarriedGroup(long First, long Next, byte[] Lines);
