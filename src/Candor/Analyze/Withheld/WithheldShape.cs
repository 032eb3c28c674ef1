namespace Candor.Analyze.Withheld;

/// <summary>Events of one name of which the same was taken out of the same fields.</summary>
/// <param name="Parts">Empty where only a bracket made it look like one.</param>
sealed record WithheldShape(string Event, IReadOnlyList<WithheldPart> Parts, long Events);
