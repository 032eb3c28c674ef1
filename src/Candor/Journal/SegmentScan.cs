namespace Candor.Journal;

/// <summary>What a segment holds, read from its first byte and checked record by record.</summary>
/// <param name="Next">One past the last good record.</param>
/// <param name="Bytes">Where that record ends.</param>
/// <param name="GroupFirst">First record of the group that the last good record belongs to.</param>
/// <param name="GroupOffset">Where that group begins.</param>
/// <param name="Whole">Nothing but records, up to the end or to where the next segment takes over.</param>
sealed record SegmentScan(long Next, long Bytes, long GroupFirst, long GroupOffset, bool Whole)
{
    public static SegmentScan Run(IJournalFile file, long first, long stopBefore)
    {
        var lines = new SegmentLines(file, 0, file.Length);
        long next = first, bytes = 0, groupFirst = first, groupOffset = 0;
        while (lines.TryNext(out var line))
        {
            if (next == stopBefore)
            {
                break;
            }

            if (!lines.Terminated || !RecordLine.TryRead(line, out var sequence, out var place, out _) || sequence != next)
            {
                return new SegmentScan(next, bytes, groupFirst, groupOffset, Whole: false);
            }

            if (place == 0)
            {
                groupFirst = next;
                groupOffset = bytes;
            }

            next++;
            bytes += line.Length + 1;
        }

        return new SegmentScan(next, bytes, groupFirst, groupOffset, Whole: true);
    }
}
