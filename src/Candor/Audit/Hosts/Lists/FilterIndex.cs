using System.Collections.Frozen;

namespace Candor.Audit.Hosts.Lists;

/// <summary>Finds the few filters of a list that can match an address: by the host's labels and by the address's words.</summary>
sealed class FilterIndex
{
    /// <summary>One letter as well: without the "i" all of "/i.gif?" and its like stand under "gif", and most addresses have one.</summary>
    const int ShortestWord = 1;

    readonly FrozenDictionary<string, Filter[]>.AlternateLookup<ReadOnlySpan<char>> byHost;
    readonly FrozenDictionary<uint, Filter[]> byWord;
    readonly ulong[] words = new ulong[1024];
    readonly Filter[] others;

    public FilterIndex(IEnumerable<Filter> filters)
    {
        var all = filters.ToList();
        byHost = all.Where(f => f.Host.Length > 0).GroupBy(f => f.Host).ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        var rest = all.Where(f => f.Host.Length == 0).Select(f => (Filter: f, Words: Words(f.Pattern))).ToList();
        var counts = rest.SelectMany(r => r.Words.Distinct()).GroupBy(w => w).ToDictionary(g => g.Key, g => g.Count());
        byWord = rest.Where(r => r.Words.Count > 0).GroupBy(r => r.Words.MinBy(w => counts[w])).ToFrozenDictionary(g => g.Key, g => g.Select(r => r.Filter).ToArray());
        foreach (var word in byWord.Keys)
            words[word >> 6 & 1023] |= 1UL << (int)(word & 63);
        others = [.. rest.Where(r => r.Words.Count == 0).Select(r => r.Filter)];
    }

    /// <summary>Filters that have no word of their own and are tried on every address.</summary>
    public int Others => others.Length;

    public Filter? Find(ReadOnlySpan<char> url, int hostStart, int hostEnd, ReadOnlySpan<char> site, RequestKinds kind, bool thirdParty)
    {
        for (var at = hostStart; at < hostEnd;)
        {
            if (byHost.TryGetValue(url[at..hostEnd], out var filters))
                foreach (var filter in filters)
                    if (filter.Applies(kind, thirdParty, site) && filter.Pattern.MatchesAfterHost(url, hostEnd))
                        return filter;
            var dot = url[at..hostEnd].IndexOf('.');
            at = dot < 0 ? hostEnd : at + dot + 1;
        }
        return ByWord(url, hostStart, hostEnd, site, kind, thirdParty) ?? First(others, url, hostStart, hostEnd, site, kind, thirdParty);
    }

    Filter? ByWord(ReadOnlySpan<char> url, int hostStart, int hostEnd, ReadOnlySpan<char> site, RequestKinds kind, bool thirdParty)
    {
        if (byWord.Count == 0)
            return null;
        var hash = Start;
        var length = 0;
        for (var i = 0; i <= url.Length; i++)
        {
            if (i < url.Length && IsWord(url[i]))
            {
                hash = Add(hash, url[i]);
                length++;
                continue;
            }
            if (length >= ShortestWord && (words[hash >> 6 & 1023] >> (int)(hash & 63) & 1) != 0 && byWord.TryGetValue(hash, out var filters)
                && First(filters, url, hostStart, hostEnd, site, kind, thirdParty) is { } found)
                return found;
            hash = Start;
            length = 0;
        }
        return null;
    }

    static Filter? First(Filter[] filters, ReadOnlySpan<char> url, int hostStart, int hostEnd, ReadOnlySpan<char> site, RequestKinds kind, bool thirdParty)
    {
        foreach (var filter in filters)
            if (filter.Applies(kind, thirdParty, site) && filter.Pattern.Matches(url, hostStart, hostEnd))
                return filter;
        return null;
    }

    /// <summary>Words of a pattern that an address which matches has as whole words: those with a sign or an anchor on both sides.</summary>
    static List<uint> Words(FilterPattern pattern)
    {
        var found = new List<uint>();
        if (pattern.Regex is not null)
            return found;
        var text = pattern.Text;
        for (var i = 0; i < text.Length;)
        {
            if (!IsWord(text[i]))
            {
                i++;
                continue;
            }
            var start = i;
            var hash = Start;
            while (i < text.Length && IsWord(text[i]))
                hash = Add(hash, text[i++]);
            var open = start == 0 ? pattern.Anchor == FilterAnchor.Anywhere : text[start - 1] == '*';
            var cut = i == text.Length ? !pattern.ToEnd : text[i] == '*';
            if (!open && !cut && i - start >= ShortestWord && !(pattern.Anchor == FilterAnchor.Start && hash == Scheme))
                found.Add(hash);
        }
        return found;
    }

    const uint Start = 2166136261;

    /// <summary>Every address has it.</summary>
    static readonly uint Scheme = "https".Aggregate(Start, Add);

    static uint Add(uint hash, char c) => (hash ^ c) * 16777619;

    static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c);
}
