namespace Candor.Journal;

interface IJournalFile : IDisposable
{
    long Length { get; }
    int Read(Span<byte> buffer, long offset);
    void Write(ReadOnlySpan<byte> bytes, long offset);
    void Truncate(long length);
    void Sync();
}
