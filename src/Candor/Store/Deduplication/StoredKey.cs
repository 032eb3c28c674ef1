namespace Candor.Store;

/// <summary>What makes an event the same as another; the texts lie in the batch's arena.</summary>
readonly record struct StoredKey(UInt128 Id, TextSlice Site, TextSlice Name, long Time);
