namespace Candor.Journal;

/// <summary>Where a reader stands: the sequence of the record it reads next. Sequences start at 1 and have no gaps.</summary>
readonly record struct JournalPosition(long Sequence)
{
    public static JournalPosition Start => new(1);
}
