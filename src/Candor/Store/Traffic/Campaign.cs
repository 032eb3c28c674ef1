namespace Candor.Store;

/// <summary>The utm_* values of a page's query, decoded; empty for those that are not there.</summary>
readonly record struct Campaign(string Source, string Medium, string Name, string Term, string Content)
{
    public static Campaign None => new("", "", "", "", "");

    public static Campaign Of(string query)
    {
        if (!query.Contains("utm_", StringComparison.Ordinal))
            return None;
        string source = "", medium = "", name = "", term = "", content = "";
        foreach (var range in query.AsSpan().Split('&'))
        {
            var pair = query.AsSpan()[range];
            var equals = pair.IndexOf('=');
            if (equals <= 0)
                continue;
            var key = pair[..equals];
            if (key is "utm_source") source = Decode(pair[(equals + 1)..]);
            else if (key is "utm_medium") medium = Decode(pair[(equals + 1)..]);
            else if (key is "utm_campaign") name = Decode(pair[(equals + 1)..]);
            else if (key is "utm_term") term = Decode(pair[(equals + 1)..]);
            else if (key is "utm_content") content = Decode(pair[(equals + 1)..]);
        }

        return new(source, medium, name, term, content);
    }

    static string Decode(ReadOnlySpan<char> value) =>
        value.IndexOfAny('%', '+') < 0 ? value.Trim().ToString() : Uri.UnescapeDataString(value.ToString().Replace('+', ' ')).Trim();
}
