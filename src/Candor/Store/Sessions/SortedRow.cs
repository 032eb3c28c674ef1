namespace Candor.Store;

/// <summary>What the cutting into sessions needs of a row, so that rows, which lie far apart in memory once sorted, need not be touched.</summary>
readonly record struct SortedRow(ulong Visitor, long Time, int Row, EventClass Class, RowFlags Flags) : IComparable<SortedRow>
{
    public int CompareTo(SortedRow other) =>
        Visitor != other.Visitor ? Visitor < other.Visitor ? -1 : 1 : Time != other.Time ? Time < other.Time ? -1 : 1 : Row.CompareTo(other.Row);
}
