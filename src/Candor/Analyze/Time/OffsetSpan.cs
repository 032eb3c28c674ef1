namespace Candor.Analyze.Time;

/// <summary>An offset from UTC and the instant (UTC) from which it holds.</summary>
readonly record struct OffsetSpan(DateTime Start, TimeSpan Offset);
