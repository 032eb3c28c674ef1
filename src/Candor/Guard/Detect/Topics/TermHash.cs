namespace Candor.Guard.Detect.Topics;

/// <summary>
/// FNV-1a over folded letters: one multiplication a letter, and every beginning of a word has its hash on the way. 64 bits stand for the
/// word itself; among a hundred thousand terms two share one with a chance of one in a billion.
/// </summary>
static class TermHash
{
    public const ulong Start = 14695981039346656037;
    const ulong Prime = 1099511628211;
    const ulong Prefix = 0x9E3779B97F4A7C15;

    static readonly char[] Folded = [.. Enumerable.Range(0, 0x250).Select(c => Words.Fold((char)c))];

    /// <summary>What is of a word, folded; '\0' for what parts words, '\u0001' for an apostrophe, which does neither.</summary>
    static readonly char[] Letters = [.. Enumerable.Range(0, 0x250).Select(c => c is '\'' or '`' ? '\u0001' : char.IsLetterOrDigit((char)c) ? Folded[c] : '\0')];

    public static ulong Add(ulong hash, char folded) => (hash ^ folded) * Prime;

    public static char Letter(char c) =>
        c < 0x250 ? Letters[c] : c is '\u2019' or '\u02BC' ? '\u0001' : char.IsLetterOrDigit(c) ? Words.Fold(c) : '\0';

    public static ulong Of(ReadOnlySpan<char> word)
    {
        var hash = Start;
        foreach (var c in word)
            if (Letter(c) is > '\u0001' and var letter)
                hash = Add(hash, letter);
        return hash;
    }

    /// <summary>The edge from a place in the table to the next.</summary>
    public static ulong Edge(int parent, ulong word, bool prefix)
    {
        var key = word + (ulong)parent * 0xD6E8FEB86659FD93 + (prefix ? Prefix : 0);
        key ^= key >> 32;
        key *= 0xD6E8FEB86659FD93;
        key ^= key >> 29;
        return key == 0 ? 1 : key;
    }
}
