namespace Candor.Audit;

/// <summary>One value that a tracker was told.</summary>
/// <param name="Name">The key on the wire, such as <c>udff[em]</c>.</param>
/// <param name="Meaning">In words: one of <see cref="Audit.Meaning"/>, a Guard category, or what the vendor's dictionary says; empty when nobody knows.</param>
/// <param name="Form">How it was wrapped: <c>plain</c>, <c>sha256</c>, <c>base64+gzip</c>, <c>opaque</c>, ….</param>
/// <param name="Value">As sent, decoded, cut at <see cref="LongestValue"/>; never printed without redaction unless asked for.</param>
sealed record SentField(string Name, string Meaning, FieldClass Class, string Form, string Value)
{
    public const int LongestValue = 2048;

    /// <summary>Why it is no finding, or what else a reader should know; empty mostly.</summary>
    public string Remark { get; init; } = "";

    /// <summary>Guard's categories of what the value says, such as <c>email</c> or <c>health</c>.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>The vendor's dictionary knows the key.</summary>
    public bool IsKnown { get; init; }
}
