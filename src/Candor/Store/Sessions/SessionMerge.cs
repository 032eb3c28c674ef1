namespace Candor.Store;

/// <summary>A stored session that turned out to be part of another one.</summary>
readonly record struct SessionMerge(ulong From, ulong Into, long Start, long End);
