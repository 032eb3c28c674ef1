namespace Candor.Guard;

/// <summary>Why a part of an event was taken out: never the value, and never a part of it.</summary>
/// <param name="Category">One of <see cref="Guard.Category"/>.</param>
/// <param name="Where">The field's path, such as <c>url.query.email</c> or <c>props.contents[0].note</c>.</param>
/// <param name="Why">The evidence in words, such as <c>digits with an issuer prefix and a right check digit</c>.</param>
sealed record Reason(string Category, string Where, string Why)
{
    /// <summary>It is about this field, about what the field is a part of, or about a part of it.</summary>
    public bool Concerns(string field) => Covers(Where, field) || Covers(field, Where);

    static bool Covers(string whole, string part) =>
        part.StartsWith(whole, StringComparison.Ordinal) && (part.Length == whole.Length || whole.Length == 0 || part[whole.Length] is '.' or '[');
}
