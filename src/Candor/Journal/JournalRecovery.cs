namespace Candor.Journal;

/// <summary>Finds what is there after whatever happened, cuts what was never acknowledged, and refuses what would lose records.</summary>
sealed partial class JournalRecovery(IJournalFiles files, ReaderPositions positions, JournalOptions options, ILogger logger)
{
    /// <summary>Ending of a file that is being written and does not count yet.</summary>
    public const string Unfinished = ".new";

    // A small last segment is written anew as a whole, so that many restarts do not leave many small files.
    const long CarriedWhole = 4 << 20;
    public const string Restore = "Restore the file from a backup. If it is lost for good, move this folder away; its good lines are JSON and can be imported.";

    readonly SealedSegments checks = new(files);
    long cut;

    public RecoveredJournal Run()
    {
        var found = Found();
        var segments = new List<Segment>();
        var last = Last(found);
        for (var i = 0; i < found.Count; i++)
        {
            segments.Add(checks.Check(found[i].First, found[i].Entry, i + 1 < found.Count ? found[i + 1].First : last!.First, Unread(found, i)));
        }

        CheckBeginning(segments.Count > 0 ? segments[0].First : last?.First);
        return Assemble(segments, last);
    }

    RecoveredJournal Assemble(List<Segment> segments, LastSegment? last)
    {
        var given = Math.Max(options.ContinueFrom, Math.Max(positions.Fastest, positions.DeletedBelow));
        if (last is null || last.Scan.Next < given)
        {
            return Continue(segments, last, given);
        }

        var oldest = segments.Count > 0 ? segments[0].First : last.First;
        var from = last.Scan.Bytes <= CarriedWhole ? 0 : last.Scan.GroupOffset;
        var first = from == 0 ? last.First : last.Scan.GroupFirst;
        if (from > 0)
        {
            segments.Add(new Segment(last.First, first, from) { SealedAt = last.Entry.Modified });
        }

        cut += checks.Cut;
        LogRecovered(last.Scan.Next - oldest, segments.Count + 1, cut);
        var carried = new CarriedGroup(first, last.Scan.Next, Bytes(last.Entry.Name, from, last.Scan.Bytes));
        return new RecoveredJournal(segments, carried, first, last.Scan.Next - oldest, cut);
    }

    /// <summary>
    /// The journal ends before a record that was read already: a new folder, or one that lost its end. Numbers are given once, so
    /// it continues where the readers stand, if all of them have passed what is left.
    /// </summary>
    RecoveredJournal Continue(List<Segment> segments, LastSegment? last, long given)
    {
        var end = last?.Scan.Next ?? positions.DeletedBelow;
        if (positions.Readers.Count > 0 && positions.Slowest < end)
        {
            throw checks.Missing(end, given);
        }

        if (given > 1)
        {
            positions.DeletedBelow = given;
            positions.Save();
        }

        foreach (var name in segments.Select(segment => segment.Name).Concat(last is null ? [] : [last.Entry.Name]))
        {
            files.Delete(name);
        }

        if (given > end)
        {
            LogContinued(end, given);
        }

        return new RecoveredJournal([], null, given, 0, cut);
    }

    /// <summary>Segment files in order, without those that the readers have passed and a crash left behind.</summary>
    List<(long First, JournalFileEntry Entry)> Found()
    {
        var found = new List<(long First, JournalFileEntry Entry)>();
        foreach (var entry in files.List())
        {
            if (entry.Name.EndsWith(Unfinished, StringComparison.Ordinal))
            {
                files.Delete(entry.Name);
            }
            else if (Segment.TryParseName(entry.Name, out var first))
            {
                found.Add((first, entry));
            }
        }

        found.Sort((one, other) => one.First.CompareTo(other.First));
        var passed = 0;
        while (passed + 1 < found.Count && found[passed + 1].First <= positions.DeletedBelow)
        {
            passed++;
        }

        DeletePassed(found[..passed]);
        return found[passed..];
    }

    /// <summary>The mark was read, which does not mean that it is durable: its rename may lie in the page cache only.</summary>
    void DeletePassed(List<(long First, JournalFileEntry Entry)> passed)
    {
        if (passed.Count == 0)
        {
            return;
        }

        try
        {
            positions.Save();
            passed.ForEach(segment => files.Delete(segment.Entry.Name));
        }
        catch (Exception exception) when (DiskErrors.IsDisk(exception))
        {
            LogNotDeleted(passed.Count, exception.Message);
        }
    }

    /// <summary>Takes the last segment that holds a record off the list; ones behind it were begun and never acknowledged.</summary>
    LastSegment? Last(List<(long First, JournalFileEntry Entry)> found)
    {
        while (found.Count > 0)
        {
            var (first, entry) = found[^1];
            found.RemoveAt(found.Count - 1);
            using var file = files.Open(entry.Name);
            var scan = SegmentScan.Run(file, first, long.MaxValue);
            if (!scan.Whole)
            {
                CheckTail(file, entry, scan);
                cut += file.Length - scan.Bytes;
            }

            if (scan.Next > first)
            {
                return new LastSegment(first, entry, scan);
            }

            files.Delete(entry.Name);
        }

        return null;
    }

    void CheckTail(IJournalFile file, JournalFileEntry entry, SegmentScan scan)
    {
        if (SegmentTail.Damage(file, scan) is { } damage)
        {
            throw new JournalCorruptException(PathOf(entry.Name), scan.Bytes, damage, Restore);
        }
    }

    /// <summary>Read whole and checked at start: what some reader still needs, the newest first, as far as the budget goes.</summary>
    bool Unread(List<(long First, JournalFileEntry Entry)> found, int index) =>
        (index + 1 == found.Count || found[index + 1].First > positions.Slowest)
        && found.Skip(index).Sum(segment => segment.Entry.Length) <= options.VerifyBytes;

    void CheckBeginning(long? first)
    {
        if (first > positions.DeletedBelow)
        {
            throw checks.Missing(positions.DeletedBelow, first.Value);
        }
    }

    string PathOf(string name) => Path.Combine(files.Directory, name);

    byte[] Bytes(string name, long from, long to)
    {
        using var file = files.Open(name);
        var bytes = new byte[to - from];
        for (var done = 0; done < bytes.Length;)
        {
            done += file.Read(bytes.AsSpan(done), from + done) is var read and > 0 ? read : throw new EndOfStreamException(PathOf(name));
        }

        return bytes;
    }

    sealed record LastSegment(long First, JournalFileEntry Entry, SegmentScan Scan);

    [LoggerMessage(320, LogLevel.Information, "{Records} records in {Segments} segments; {CutBytes} bytes of an unfinished write were cut.")]
    partial void LogRecovered(long records, int segments, long cutBytes);

    [LoggerMessage(321, LogLevel.Warning, "The journal ends at record {End}, but {Given} is the next that its readers expect: it continues there.")]
    partial void LogContinued(long end, long given);

    [LoggerMessage(322, LogLevel.Warning, "{Segments} segments that all have read could not be deleted: {Reason}")]
    partial void LogNotDeleted(int segments, string reason);
}
