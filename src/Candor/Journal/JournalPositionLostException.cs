namespace Candor.Journal;

/// <summary>A reader stands where the journal has no records: going on would skip some without a word.</summary>
sealed class JournalPositionLostException(long wanted, long oldest, long next)
    : Exception($"A reader wants record {wanted}, but the journal holds {oldest} to {next - 1}. Journal and store are not of the same time: restore both from one backup.")
{
    public long Wanted { get; } = wanted;
}
