using System.Buffers;
using System.Collections.Frozen;

namespace Candor.Guard.Detect.Topics;

/// <summary>What hosts and whole parts of a path say about the kind of page.</summary>
sealed class PageKinds
{
    /// <summary>A word of a setting so long is also found inside a longer one: <c>mercyhospital</c>.</summary>
    const int LeastInside = 6;

    const int LongestPart = 64;
    const int Remembered = 64;

    readonly FrozenDictionary<string, PageKind>.AlternateLookup<ReadOnlySpan<char>> hosts;
    readonly FrozenDictionary<string, PageKind>.AlternateLookup<ReadOnlySpan<char>> segments;
    readonly string[] inside;
    readonly SearchValues<string> anyInside;

    /// <param name="parts">Words of hosts that are also looked for inside longer ones.</param>
    public PageKinds(Dictionary<string, PageKind> hosts, HashSet<string> parts, Dictionary<string, PageKind> segments)
    {
        this.hosts = hosts.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        this.segments = segments.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        inside = [.. hosts.Where(h => parts.Contains(h.Key) || (h.Key.Length >= LeastInside && (h.Value & PageKind.Benign) == 0)).Select(h => h.Key)];
        anyInside = SearchValues.Create(inside, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Few hosts make the traffic of a process.</summary>
    [ThreadStatic] static (PageKinds? Of, string Host, PageKind Kind)[]? memory;

    public PageKind OfHost(ReadOnlySpan<char> host)
    {
        if (host.Length is 0 or > 128)
            return PageKind.None;
        ref var entry = ref (memory ??= new (PageKinds?, string, PageKind)[Remembered])[string.GetHashCode(host) & (Remembered - 1)];
        if (entry.Of != this || !host.SequenceEqual(entry.Host))
            entry = (this, host.ToString(), ReadHost(host));
        return entry.Kind;
    }

    /// <summary>A whole part of a path, however its words are joined: <c>press-releases</c>, <c>PressReleases</c>.</summary>
    public PageKind OfSegment(ReadOnlySpan<char> segment)
    {
        if (segment.Length > LongestPart)
            return PageKind.None;
        Span<char> folded = stackalloc char[LongestPart];
        return segments.TryGetValue(folded[..Fold(segment, folded)], out var kind) ? kind : PageKind.None;
    }

    /// <summary>The letters and digits alone, folded.</summary>
    public static int Fold(ReadOnlySpan<char> text, Span<char> output)
    {
        var length = 0;
        foreach (var c in text)
            if (TermHash.Letter(c) is > '\u0001' and var letter)
                output[length++] = letter;
        return length;
    }

    PageKind ReadHost(ReadOnlySpan<char> host)
    {
        var kind = PageKind.None;
        Span<char> folded = stackalloc char[LongestPart];
        foreach (var range in host.SplitAny('.', '-', '_', ':'))
        {
            var part = host[range];
            if (part.Length is 0 or > LongestPart)
                continue;
            var word = folded[..Fold(part, folded)];
            if (hosts.TryGetValue(word, out var whole))
                kind |= whole;
            else
                kind |= Inside(word);
        }
        return kind;
    }

    PageKind Inside(ReadOnlySpan<char> word)
    {
        var kind = PageKind.None;
        if (word.IndexOfAny(anyInside) < 0)
            return kind;
        foreach (var part in inside)
            if (word.Contains(part, StringComparison.Ordinal) && hosts.TryGetValue(part, out var found))
                kind |= found;
        return kind;
    }
}
