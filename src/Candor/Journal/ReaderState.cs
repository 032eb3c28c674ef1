namespace Candor.Journal;

sealed record ReaderState(string Name, JournalPosition Position, long Lag);
