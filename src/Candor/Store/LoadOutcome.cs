using Candor.Journal;

namespace Candor.Store;

/// <summary>What one transaction did with the records it was given.</summary>
/// <param name="Next">The first record that is not stored yet. It may lie before the end of the batch: whole row groups are written at once.</param>
/// <param name="Duplicates">Dropped: the same site, name and id within 48 hours is stored already.</param>
/// <param name="Quarantined">Could not be read; kept in the quarantine with the reason.</param>
readonly record struct LoadOutcome(JournalPosition Next, int Events, int Engagements, int Duplicates, int Quarantined)
{
    public int Records => Events + Engagements + Duplicates + Quarantined;
}
