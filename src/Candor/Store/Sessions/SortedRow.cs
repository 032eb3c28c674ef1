namespace Candor.Store;

readonly record struct SortedRow(ulong Visitor, long Time, int Row) : IComparable<SortedRow>
{
    public int CompareTo(SortedRow other) =>
        Visitor != other.Visitor ? Visitor.CompareTo(other.Visitor) : Time != other.Time ? Time.CompareTo(other.Time) : Row.CompareTo(other.Row);
}
