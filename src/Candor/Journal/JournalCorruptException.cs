namespace Candor.Journal;

/// <summary>Something that was durable is damaged or missing. Going on would silently lose records, so the journal refuses.</summary>
sealed class JournalCorruptException(string file, long offset, string what, string remedy)
    : Exception($"{file} at byte {offset}: {what} {remedy}")
{
    public string File { get; } = file;
    public long Offset { get; } = offset;
    public string Remedy { get; } = remedy;
}
