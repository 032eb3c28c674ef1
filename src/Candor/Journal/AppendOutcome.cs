namespace Candor.Journal;

/// <param name="LastSequence">Sequence of the append's last record when durable, otherwise 0.</param>
/// <param name="Reason">Why it was refused, fit for an operator; null when durable.</param>
readonly record struct AppendOutcome(AppendStatus Status, long LastSequence, string? Reason);
