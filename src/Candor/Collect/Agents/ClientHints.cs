using System.Buffers;

namespace Candor.Collect.Agents;

/// <summary>The low-entropy hints that Chromium browsers send by themselves: <c>Sec-CH-UA</c>, <c>-Mobile</c> and <c>-Platform</c>.</summary>
readonly record struct ClientHints(string? Brands, string? Mobile, string? Platform)
{
    /// <summary>The most telling brand: a browser's own name before Chromium, and never the greased entry.</summary>
    public string Browser()
    {
        var best = "";
        var list = Brands.AsSpan(0, Math.Min(Brands?.Length ?? 0, 256));
        foreach (var part in list.Split(','))
        {
            var brand = Quoted(list[part]);
            if (brand.Contains("Brand", StringComparison.OrdinalIgnoreCase) && brand.ContainsAnyExcept(Letters))
                continue;
            if (best.Length == 0 || best == "Chromium")
                best = brand.ToString();
        }
        return best;
    }

    public string Os() => Quoted(Platform).ToString();

    /// <summary>Chromium says mobile or not; a tablet is an Android that is not.</summary>
    public string Device() => (Mobile, Os()) switch
    {
        ("?1", _) => "mobile",
        ("?0", "Android") => "tablet",
        ("?0", "Windows" or "macOS" or "Linux" or "Chrome OS" or "Chromium OS") => "desktop",
        _ => "",
    };

    static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    static ReadOnlySpan<char> Quoted(ReadOnlySpan<char> text)
    {
        var start = text.IndexOf('"') + 1;
        var length = start == 0 ? -1 : text[start..].IndexOf('"');
        return length is < 1 or > 40 ? [] : text.Slice(start, length);
    }
}
