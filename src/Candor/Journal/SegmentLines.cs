namespace Candor.Journal;

/// <summary>Walks a part of a segment line by line.</summary>
sealed class SegmentLines(IJournalFile file, long from, long to)
{
    byte[] buffer = new byte[Math.Clamp(to - from, 1, 256 << 10)];
    long bufferAt = from;
    int start;
    int end;

    /// <summary>Where the line handed out last begins.</summary>
    public long Offset { get; private set; } = from;

    /// <summary>Whether that line has its newline; only the last one may lack it.</summary>
    public bool Terminated { get; private set; }

    public bool TryNext(out ReadOnlySpan<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var found = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            if (found >= 0)
            {
                return Hand(searched + found, terminated: true, out line);
            }

            searched = end - start;
            if (!Fill())
            {
                return Hand(searched, terminated: false, out line) && searched > 0;
            }
        }
    }

    bool Hand(int length, bool terminated, out ReadOnlySpan<byte> line)
    {
        Offset = bufferAt + start;
        Terminated = terminated;
        line = buffer.AsSpan(start, length);
        start += length + (terminated ? 1 : 0);
        return true;
    }

    bool Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            bufferAt += start;
            end -= start;
            start = 0;
        }

        if (end == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var wanted = (int)Math.Min(buffer.Length - end, to - bufferAt - end);
        var read = wanted > 0 ? file.Read(buffer.AsSpan(end, wanted), bufferAt + end) : 0;
        end += read;
        return read > 0;
    }
}
