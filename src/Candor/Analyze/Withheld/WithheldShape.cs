namespace Candor.Analyze.Withheld;

/// <summary>Events of one name of which the same was taken out of the same fields.</summary>
sealed record WithheldShape(string Event, IReadOnlyList<WithheldPart> Parts, long Events);
