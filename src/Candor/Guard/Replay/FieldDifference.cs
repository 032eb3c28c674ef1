namespace Candor.Guard.Replay;

/// <param name="Field">Path, with list positions left out: <c>props.contents[].note</c>.</param>
/// <param name="Category">Why the stricter of the two takes it out, one of <see cref="Guard.Category"/>.</param>
readonly record struct FieldDifference(string Field, FieldFate Fate, string Category);
