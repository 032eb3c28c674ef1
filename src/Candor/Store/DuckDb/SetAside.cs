namespace Candor.Store.DuckDb;

/// <summary>A line for the quarantine, its texts in the batch's arena.</summary>
readonly record struct SetAside(long Sequence, TextSlice Reason, TextSlice Line);
