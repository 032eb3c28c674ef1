namespace Candor.Journal;

/// <summary>
/// Puts one group after the other into segments. A segment on which a write or a sync failed gets no more: what it held before
/// counts, the failed group's numbers go to the next group, in a new segment, and a segment ends where the next one begins.
/// </summary>
sealed partial class SegmentWriter(
    IJournalFiles files, SegmentCatalog catalog, CarriedGroup? carried, JournalOptions options, TimeProvider time, ILogger logger) : IDisposable
{
    CarriedGroup? carried = carried;
    readonly FreeSpace space = new(files, options.MinFreeBytes, time);
    IJournalFile? file;
    Segment? current;
    bool directoryChanged;

    /// <summary>The number that the next new record gets.</summary>
    public long Next => carried?.Next ?? catalog.Next;

    public CommitResult Commit(AppendGroup group) => Guarded(group, static (writer, group) =>
    {
        writer.CarryOver();
        if (writer.space.Low(group.Length) is { } low)
        {
            return new CommitResult(AppendStatus.DiskFull, low);
        }

        if (writer.MustRotate(group.Length))
        {
            writer.StartSegment(group.First);
        }

        writer.Persist(group);
        return CommitResult.Durable;
    });

    /// <summary>Makes what was found at start durable and readable, out of the reserve if need be. On failure the next commit tries again.</summary>
    public void Recover()
    {
        var result = Guarded<object?>(null, static (writer, _) =>
        {
            writer.CarryOver();
            return CommitResult.Durable;
        });
        if (result.Reason is { } reason)
        {
            LogNotCarried(reason);
        }
    }

    public void Dispose() => file?.Dispose();

    CommitResult Guarded<T>(T argument, Func<SegmentWriter, T, CommitResult> write)
    {
        try
        {
            return write(this, argument);
        }
        catch (Exception exception)
        {
            // Whatever it was: nothing of this group counts, and its callers must hear so.
            Abandon();
            return DiskErrors.IsFull(exception)
                ? new CommitResult(AppendStatus.DiskFull, $"The disk that holds {files.Directory} is full.")
                : new CommitResult(AppendStatus.Failed, $"Writing to {files.Directory} failed: {exception.Message}");
        }
    }

    bool MustRotate(int bytes) =>
        current is null || (current.Bytes > 0 && current.Bytes + bytes > options.SegmentBytes);

    void StartSegment(long first)
    {
        Seal();
        file = files.Create(Segment.NameOf(first));
        current = new Segment(first, first, 0);
        directoryChanged = true;
    }

    /// <summary>An empty group is a trial: the file and its folder are synced, and nothing is published.</summary>
    void Persist(AppendGroup group)
    {
        file!.Write(group.Lines, current!.Bytes);
        Sync();
        if (group.Count > 0)
        {
            Publish(current, group.Next, current.Bytes + group.Length);
        }
    }

    /// <summary>Under another name first: the old copy must not go before the new one is whole.</summary>
    void CarryOver()
    {
        if (carried is not { } group)
        {
            return;
        }

        var segment = new Segment(group.First, group.First, 0);
        file = files.Create(segment.Name + JournalRecovery.Unfinished);
        file.Write(group.Lines, 0);
        Sync();
        files.Rename(segment.Name + JournalRecovery.Unfinished, segment.Name);
        directoryChanged = true;
        Sync();
        carried = null;
        current = segment;
        Publish(segment, group.Next, group.Lines.Length);
        CutBefore(segment);
    }

    void Sync()
    {
        if (options.Fsync)
        {
            file!.Sync();
            if (directoryChanged)
            {
                files.SyncDirectory();
            }
        }

        directoryChanged = false;
    }

    void Publish(Segment segment, long next, long bytes)
    {
        var isNew = segment.Bytes == 0;
        segment.Advance(next, bytes);
        if (isNew)
        {
            catalog.Add(segment);
        }

        catalog.Publish(next);
    }

    void Seal()
    {
        file?.Dispose();
        file = null;
        if (current is { Bytes: > 0 } full)
        {
            full.SealedAt = time.GetUtcNow();
        }

        current = null;
    }

    /// <summary>The group that was carried over still lies in the segment before, unless that was replaced.</summary>
    void CutBefore(Segment segment)
    {
        if (catalog.Find(segment.First - 1) is not { } before)
        {
            return;
        }

        try
        {
            using var old = files.Open(before.Name, writable: true);
            old.Truncate(before.Bytes);
        }
        catch (Exception exception) when (DiskErrors.IsDisk(exception))
        {
            LogNotCut(exception.Message);
        }
    }

    /// <summary>Cuts what does not count, so that a sealed segment is clean for others; readers do not depend on it.</summary>
    void Abandon()
    {
        space.Doubt();
        try
        {
            if (current is { Bytes: > 0 } suspect)
            {
                file?.Truncate(suspect.Bytes);
            }
            else if (current is { } unused)
            {
                files.Delete(unused.Name);
            }
        }
        catch (Exception exception) when (DiskErrors.IsDisk(exception))
        {
            LogNotCut(exception.Message);
        }

        Seal();
    }

    [LoggerMessage(310, LogLevel.Warning, "The records found last could not be secured and stay unread for now: {Reason}")]
    partial void LogNotCarried(string reason);

    [LoggerMessage(311, LogLevel.Warning, "A suspect segment could not be cut; the next start does it: {Reason}")]
    partial void LogNotCut(string reason);
}
