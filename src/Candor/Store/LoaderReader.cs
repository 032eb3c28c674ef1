using Candor.Journal;

namespace Candor.Store;

/// <summary>The loader's place in the journal. It can go back: a store may leave the end of a batch for the next one.</summary>
sealed class LoaderReader(EventJournal journal, JournalPosition from) : IDisposable
{
    /// <summary>Read piece by piece, so that what is decoded already needs no second copy in memory.</summary>
    const int PieceRecords = 8192, PieceBytes = 4 << 20;

    JournalReader reader = journal.OpenReader(from);

    public void Fill(EventBatch batch, LoaderPace pace)
    {
        while (pace.Records - batch.Records is > 0 and var room && reader.TryRead(Math.Min(room, PieceRecords), PieceBytes) is { } piece)
            using (piece)
                batch.Add(piece);
    }

    public void GoTo(JournalPosition position)
    {
        if (reader.Position == position)
            return;
        reader.Dispose();
        reader = journal.OpenReader(position);
    }

    public ValueTask WaitAsync(CancellationToken cancellationToken) => reader.WaitAsync(cancellationToken);

    public void Dispose() => reader.Dispose();
}
