namespace Candor.Journal;

/// <summary>Checks at start the segments that have one behind them: such a one must reach up to it, and ends there.</summary>
sealed class SealedSegments(IJournalFiles files)
{
    /// <summary>Bytes cut from behind the ends.</summary>
    public long Cut { get; private set; }

    /// <param name="next">Where the segment behind it begins.</param>
    /// <param name="whole">Read it all and check every record, instead of looking for the last one only.</param>
    public Segment Check(long first, JournalFileEntry entry, long next, bool whole)
    {
        using var file = files.Open(entry.Name);
        var end = whole ? -1 : EndOf(file, next);
        if (end < 0)
        {
            var scan = SegmentScan.Run(file, first, next);
            if (scan.Next != next)
            {
                throw scan.Whole ? Missing(scan.Next, next) : Damaged(entry, scan);
            }

            end = scan.Bytes;
        }

        CutBehind(entry, end);
        return new Segment(first, next, end) { SealedAt = entry.Modified };
    }

    /// <summary>Where record <paramref name="next"/> - 1 ends, without reading everything before it; -1 when it is not there.</summary>
    static long EndOf(IJournalFile file, long next)
    {
        var at = SegmentSeek.Find(file, file.Length, next - 1);
        if (at < 0)
        {
            return -1;
        }

        var lines = new SegmentLines(file, at, file.Length);
        return lines.TryNext(out var line) && lines.Terminated ? at + line.Length + 1 : -1;
    }

    /// <summary>A group that failed may lie behind the end. Others read sealed segments as they are, so it goes.</summary>
    void CutBehind(JournalFileEntry entry, long end)
    {
        if (entry.Length > end)
        {
            using var file = files.Open(entry.Name, writable: true);
            file.Truncate(end);
            Cut += entry.Length - end;
        }
    }

    public JournalCorruptException Missing(long from, long to) =>
        new(Path.Combine(files.Directory, Segment.NameOf(from)), 0, $"records {from} to {to - 1} are missing.", JournalRecovery.Restore);

    JournalCorruptException Damaged(JournalFileEntry entry, SegmentScan scan) =>
        new(Path.Combine(files.Directory, entry.Name), scan.Bytes, $"record {scan.Next} is damaged, and good ones follow.", JournalRecovery.Restore);
}
