namespace Candor.Store;

/// <summary>A visitor of this batch and the stretch of time in which a stored session would touch one of its new ones.</summary>
readonly record struct SessionWindow(ulong Visitor, TextSlice Site, long From, long To);
