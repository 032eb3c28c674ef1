namespace Candor.Audit.Vendors;

/// <summary>Keys of a vendor and what they mean. A star stands for anything; numbers in brackets count as <c>[]</c>.</summary>
sealed class FieldDictionary
{
    readonly Dictionary<string, FieldMeaning> exact = new(StringComparer.OrdinalIgnoreCase);
    readonly List<(string Pattern, FieldMeaning Meaning)> patterns = [];

    public static FieldDictionary Empty { get; } = new();

    public void Add(string key, FieldMeaning meaning)
    {
        if (key.Contains('*', StringComparison.Ordinal))
            patterns.Add((key, meaning));
        else
            exact[key] = meaning;
    }

    /// <summary>Null when the key is unknown. An exact key wins, then the first pattern of the file.</summary>
    public FieldMeaning? Find(string name)
    {
        if (exact.TryGetValue(name, out var meaning))
            return meaning;
        var general = General(name);
        if (!ReferenceEquals(general, name) && exact.TryGetValue(general, out meaning))
            return meaning;
        foreach (var (pattern, found) in patterns)
            if (Glob.Matches(pattern, general))
                return found;
        return null;
    }

    /// <summary><c>contents[3].id</c> as <c>contents[].id</c>.</summary>
    static string General(string name)
    {
        if (!name.Contains('[', StringComparison.Ordinal))
            return name;
        var general = new System.Text.StringBuilder(name.Length);
        for (var i = 0; i < name.Length; i++)
        {
            general.Append(name[i]);
            if (name[i] != '[')
                continue;
            var end = i + 1;
            while (end < name.Length && char.IsAsciiDigit(name[end]))
                end++;
            if (end < name.Length && name[end] == ']')
                i = end - 1;
        }
        return general.ToString();
    }
}
