namespace Candor.Journal;

/// <summary>Finds a record in a segment by halving: lines are in order, so no index has to be kept or trusted.</summary>
static class SegmentSeek
{
    const int Window = 64 << 10;

    /// <summary>Where the record begins; -1 when it is not there.</summary>
    public static long Find(IJournalFile file, long length, long sequence)
    {
        long low = 0, high = length;
        var window = new byte[Window];
        while (high - low > Window)
        {
            var middle = low + ((high - low) / 2);
            var at = NextRecord(file, window, middle, out var found);
            if (at >= 0 && at < high && found <= sequence)
            {
                low = at;
            }
            else
            {
                high = middle;
            }
        }

        var lines = new SegmentLines(file, low, length);
        while (lines.TryNext(out var line))
        {
            if (RecordLine.TryRead(line, out var found, out _, out _) && found >= sequence)
            {
                return found == sequence ? lines.Offset : -1;
            }
        }

        return -1;
    }

    /// <summary>The first whole good record that begins after <paramref name="from"/>, within one window.</summary>
    static long NextRecord(IJournalFile file, byte[] window, long from, out long sequence)
    {
        sequence = 0;
        var read = window.AsSpan(0, file.Read(window, from));
        var before = read.IndexOf((byte)'\n');
        var line = before < 0 ? [] : read[(before + 1)..];
        var end = line.IndexOf((byte)'\n');
        return end >= 0 && RecordLine.TryRead(line[..end], out sequence, out _, out _) ? from + before + 1 : -1;
    }
}
