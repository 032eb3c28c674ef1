namespace Candor.Audit;

/// <summary>The other half of a report: what was looked for, whether or not it was there.</summary>
/// <param name="State"><c>found</c>, <c>not found</c>, <c>not judged</c> or <c>off</c>.</param>
/// <param name="Sentence">What was done to find it, or why it could not be judged.</param>
sealed record LookedFor(string Rule, string State, string Sentence);
