namespace Candor.Journal;

/// <param name="Next">One past the last record that may be read now; what is carried comes after it.</param>
sealed record RecoveredJournal(IReadOnlyList<Segment> Segments, CarriedGroup? Carried, long Next, long Records, long CutBytes);
