namespace Candor.Journal;

sealed record JournalFileEntry(string Name, long Length, DateTimeOffset Modified);
