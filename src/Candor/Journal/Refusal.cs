namespace Candor.Journal;

/// <summary>Why appends are refused, and until when without asking the disk again.</summary>
sealed record Refusal(AppendStatus Status, string Reason, long Until);
