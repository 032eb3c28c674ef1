namespace Candor.Guard.Detect;

/// <summary>Something found in a text.</summary>
/// <param name="Rank">The order of finding: a detector that stands earlier in the list has the lower one.</param>
/// <param name="Why">The evidence in words; empty when it was reported already.</param>
/// <param name="Spreads">Known only from where it stood, so the same value is looked for in the rest of the event.</param>
readonly record struct Hit(int Start, int Length, int Rank, string Category, string Why, bool Spreads) : IComparable<Hit>
{
    public int End => Start + Length;

    public int CompareTo(Hit other) => Start != other.Start ? Start.CompareTo(other.Start) : Rank.CompareTo(other.Rank);
}
