namespace Candor.Journal;

/// <summary>
/// Keeps the named positions and deletes the segments that every reader has passed. The order is the point: position and mark
/// durable, then unlink. A crash in between leaves a file too many, never one too few.
/// </summary>
sealed partial class SegmentRetention(
    IJournalFiles files, SegmentCatalog catalog, ReaderPositions positions, JournalOptions options, TimeProvider time, ILogger logger)
{
    readonly Lock changing = new();

    public IReadOnlyList<ReaderState> Readers()
    {
        lock (changing)
        {
            return [.. positions.Readers.Select(reader =>
                new ReaderState(reader.Key, new JournalPosition(reader.Value), Math.Max(0, catalog.Next - reader.Value)))];
        }
    }

    public JournalPosition? PositionOf(string reader)
    {
        lock (changing)
        {
            return positions.Readers.TryGetValue(reader, out var sequence) ? new JournalPosition(sequence) : null;
        }
    }

    public void Release(string reader, JournalPosition position)
    {
        lock (changing)
        {
            if (!positions.Readers.TryGetValue(reader, out var before) || before != position.Sequence)
            {
                positions.Readers[reader] = position.Sequence;
                Apply();
            }
        }
    }

    public void Forget(string reader)
    {
        lock (changing)
        {
            if (positions.Readers.Remove(reader))
            {
                Apply();
            }
        }
    }

    void Apply()
    {
        var mark = positions.DeletedBelow;
        var passed = Passed();
        if (passed.Count > 0)
        {
            positions.DeletedBelow = Math.Max(mark, passed[^1].Next);
        }

        try
        {
            positions.Save();
        }
        catch (Exception exception) when (DiskErrors.IsDisk(exception))
        {
            // The reader has its own position; this one lags and is written with the next.
            positions.DeletedBelow = mark;
            LogNotSaved(exception.Message);
            return;
        }

        Delete(passed);
    }

    List<Segment> Passed()
    {
        var all = catalog.All;
        var passed = new List<Segment>();
        for (var i = 0; i + 1 < all.Length && all[i + 1].First <= positions.Slowest; i++)
        {
            passed.Add(all[i]);
        }

        var now = time.GetUtcNow();
        long kept = 0;
        for (var i = passed.Count - 1; i >= 0; i--)
        {
            if (kept >= options.RetainBytes && now - passed[i].SealedAt >= options.RetainFor)
            {
                return passed[..(i + 1)];
            }

            kept += passed[i].Bytes;
        }

        return [];
    }

    void Delete(List<Segment> passed)
    {
        catalog.Remove(passed);
        foreach (var segment in passed)
        {
            try
            {
                files.Delete(segment.Name);
            }
            catch (Exception exception) when (DiskErrors.IsDisk(exception))
            {
                LogNotDeleted(segment.Name, exception.Message);
            }
        }
    }

    [LoggerMessage(330, LogLevel.Warning, "The readers' positions could not be saved: {Reason}")]
    partial void LogNotSaved(string reason);

    [LoggerMessage(331, LogLevel.Warning, "Segment {Segment} could not be deleted; the next start does it: {Reason}")]
    partial void LogNotDeleted(string segment, string reason);
}
