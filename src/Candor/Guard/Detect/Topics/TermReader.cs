namespace Candor.Guard.Detect.Topics;

/// <summary>Cuts a text into words - at signs and at capitals after small letters - and finds the terms among them. One pass, linear, nothing allocated.</summary>
sealed class TermReader
{
    const int Buffer = 256;

    /// <summary>No term has more words, so as many are carried over when the buffer is full.</summary>
    public const int MostWords = 8;

    const int LeastPrefix = 3;

    [ThreadStatic] static TermReader? mine;

    readonly TermToken[] tokens = new TermToken[Buffer];
    int count;

    public static TermReader Mine => mine ??= new TermReader();

    public void Read(ReadOnlySpan<char> text, TermTable table, TermMatches matches)
    {
        matches.Clear();
        count = 0;
        for (var at = 0; at < text.Length;)
        {
            at = Run(text, at, table);
            if (count > Buffer - MostWords)
                Flush(table, matches, count - MostWords);
        }
        Flush(table, matches, count);
        matches.Settle();
    }

    /// <summary>Takes one run of letters as one word or several; answers where it ends.</summary>
    int Run(ReadOnlySpan<char> text, int start, TermTable table)
    {
        if (TermHash.Letter(text[start]) <= '\u0001')
            return start + 1;
        ulong whole = TermHash.Start, hash = TermHash.Start, before = 0, prefix = 0, shorter = 0, shortest = 0;
        int from = start, length = 0, parts = 0, at = start;
        var small = false;
        var last = '\0';
        for (; at < text.Length; at++)
        {
            var c = text[at];
            var letter = TermHash.Letter(c);
            if (letter == '\0')
                break;
            if (letter == '\u0001')
                continue;
            if (small && char.IsUpper(c) && parts < Buffer / 8)
            {
                Add(from, at, hash, before, last, length, prefix, shorter, shortest);
                (hash, before, prefix, shorter, shortest, length) = (TermHash.Start, 0, 0, 0, 0, 0);
                from = at;
                parts++;
            }
            before = hash;
            hash = TermHash.Add(hash, letter);
            whole = TermHash.Add(whole, letter);
            last = letter;
            if (++length >= LeastPrefix && table.MayBePrefix(hash))
                (prefix, shorter, shortest) = (hash, prefix, shorter);
            small = char.IsLower(c);
            if (count >= Buffer - 1)
                break;
        }
        Add(from, at, hash, before, last, length, prefix, shorter, shortest);
        if (parts > 0)
        {
            tokens[count - 1].Whole = whole;
            tokens[count - 1].WholeStart = start;
        }
        return at;
    }

    void Add(int start, int end, ulong hash, ulong before, char last, int length, ulong prefix, ulong shorter, ulong shortest)
    {
        ref var token = ref tokens[count++];
        token.Hash = hash;
        token.Stem = length > 3 && last == 's' ? before : 0;
        token.Prefix = prefix;
        token.ShorterPrefix = shorter;
        token.ShortestPrefix = shortest;
        token.Whole = 0;
        token.Start = start;
        token.End = end;
    }

    void Flush(TermTable table, TermMatches matches, int done)
    {
        for (var i = 0; i < done; i++)
            table.Match(tokens.AsSpan(0, count), i, matches);
        tokens.AsSpan(done, count - done).CopyTo(tokens);
        count -= done;
    }
}
