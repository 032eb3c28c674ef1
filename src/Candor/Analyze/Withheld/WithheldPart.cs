namespace Candor.Analyze.Withheld;

/// <summary>One kind of data taken out of one place of an event.</summary>
/// <param name="Category">As in <see cref="Guard.Category"/>.</param>
/// <param name="Field">Such as <c>props.note</c>, <c>url.query.email</c> or <c>title</c>; empty where it left no mark.</param>
/// <param name="InPage">The script took it out before anything was sent; the collector found only the mark.</param>
readonly record struct WithheldPart(string Category, string Field, bool InPage);
