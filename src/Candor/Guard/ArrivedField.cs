namespace Candor.Guard;

/// <summary>One field of an event as it came and as it is stored. It has no value but the stored one, and no name that is not stored and might tell something.</summary>
/// <param name="Name">Its path, such as <c>url.query.utm_source</c>; in the place of a name that was taken out, how long that was.</param>
/// <param name="Kind">What came: <c>text of 17</c>, <c>number</c>, <c>flag</c>; empty for a field that only the stored event has.</param>
/// <param name="Stored">What is kept of it; null when nothing is.</param>
/// <param name="IsWhole">It is kept as it came.</param>
/// <param name="Categories">Of which type that is which was taken out, of <see cref="Category"/>.</param>
/// <param name="Why">The evidence in words, or the rule.</param>
sealed record ArrivedField(string Name, string Kind, string? Stored, bool IsWhole, IReadOnlyList<string> Categories, IReadOnlyList<string> Why);
