namespace Candor.Guard.Detect;

/// <summary>Something found in a text.</summary>
/// <param name="Why">The evidence in words.</param>
/// <param name="Spreads">Known only from where it stood, so the same value is looked for in the rest of the event.</param>
readonly record struct Hit(int Start, int Length, string Category, string Why, bool Spreads)
{
    public int End => Start + Length;
}
