namespace Candor.Audit;

/// <summary>A value that the visitor typed into one field and nowhere else: whoever has it has it from there.</summary>
/// <param name="Field">The field's name on the page.</param>
/// <param name="Meaning">What it is, for findings.</param>
sealed record MarkedValue(string Field, string Value, string Meaning, FieldClass Class)
{
    /// <summary>Shorter values turn up by chance.</summary>
    public const int Shortest = 8;

    /// <summary>Part of it that nobody else has, such as an address before its <c>@</c>; empty for none but the whole.</summary>
    public string Core { get; init; } = "";

    /// <summary>It may turn up by chance, so only a whole value under the field's name counts.</summary>
    public bool IsWeak { get; init; }
}
