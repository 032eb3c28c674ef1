namespace Candor.Journal;

/// <summary>
/// Tells the end of an unfinished write from damage to something acknowledged, for the last segment. Groups are synced one after
/// the other, so a power cut or a kill can tear the last group only, in two ways: it ends early, inside a line, or sectors that
/// never reached the disk read as zeros (a file system never shows old blocks in new ones). Anything else is damage.
/// </summary>
static class SegmentTail
{
    const int Sector = 512;

    /// <summary>Null when the tail may be cut; otherwise what is wrong with it.</summary>
    public static string? Damage(IJournalFile file, SegmentScan scan)
    {
        var lines = new SegmentLines(file, scan.Bytes, file.Length);
        var damaged = false;
        while (lines.TryNext(out var line))
        {
            var good = RecordLine.TryRead(line, out var sequence, out var place, out _);
            if (good && sequence - place > scan.Next)
            {
                return $"record {scan.Next} is damaged, and record {sequence} behind it is good.";
            }

            // A whole line of our making that does not check: a torn write has no end of line, or a hole.
            damaged |= lines.Terminated && line.IndexOf("\"_crc\":\""u8) is >= 0 and < RecordLine.MaxHeaderBytes;
            damaged |= lines.Terminated && line.StartsWith("{\"_seq\":"u8);
            damaged |= !lines.Terminated && line.Length > 1 && RecordLine.TryRead(line[..^1], out _, out _, out _);
        }

        return damaged && !HasHole(file, scan.Bytes) ? $"record {scan.Next} was written whole and is damaged." : null;
    }

    static bool HasHole(IJournalFile file, long from)
    {
        Span<byte> sector = stackalloc byte[Sector];
        for (var at = (from + Sector - 1) / Sector * Sector; at < file.Length; at += Sector)
        {
            var read = file.Read(sector, at);
            if (read > 0 && !sector[..read].ContainsAnyExcept((byte)0))
            {
                return true;
            }
        }

        return false;
    }
}
