namespace Candor.Guard.Detect.Topics;

/// <summary>Reads <c>page-kinds.txt</c>.</summary>
static class PageKindFile
{
    public static PageKinds Read(string text, TermTableBuilder terms)
    {
        var hosts = new Dictionary<string, PageKind>(StringComparer.Ordinal);
        var parts = new HashSet<string>(StringComparer.Ordinal);
        var segments = new Dictionary<string, PageKind>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
                continue;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var (name, place) = colon < 0 ? (line, "") : line[..colon].Split('@') is [var a, var b] ? (a, b) : (line[..colon], "");
            if (!Enum.TryParse<PageKind>(name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var kind))
                throw new FormatException($"page-kinds.txt line {number} is not 'kind: terms'");
            var rest = line[(colon + 1)..];
            if (place.Length == 0)
                foreach (var term in rest.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                    terms.Add(term, TermMeaning.Of(kind), plural: true);
            else
                foreach (var word in rest.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    var key = Add(place == "host" ? hosts : segments, word, kind);
                    if (word[0] == '*')
                        parts.Add(key);
                }
        }
        return new PageKinds(hosts, parts, segments);
    }

    static string Add(Dictionary<string, PageKind> words, string word, PageKind kind)
    {
        Span<char> folded = stackalloc char[64];
        var key = folded[..PageKinds.Fold(word, folded)].ToString();
        words[key] = words.GetValueOrDefault(key) | kind;
        return key;
    }
}
