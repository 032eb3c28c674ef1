using Candor.Journal;

namespace Candor.Store;

/// <param name="Lag">Durable records that are not stored yet.</param>
/// <param name="Trouble">Null while loading works.</param>
sealed record LoaderState(JournalPosition Position, long Lag, LoaderTrouble? Trouble);
