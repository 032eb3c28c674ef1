using System.Collections.Frozen;

namespace Candor.Dashboard.View;

/// <summary>English names for the codes of countries (ISO 3166-1) and languages (ISO 639-1): the runtime has none in invariant mode.</summary>
public static class Names
{
    static readonly Lazy<FrozenDictionary<(string Kind, string Code), string>> Table = new(Read);

    public static string Country(string code) => code.Length == 0 ? "Unknown" : Table.Value.GetValueOrDefault(("country", code.ToUpperInvariant()), code);

    /// <summary><c>en-GB</c> is "English (GB)".</summary>
    public static string Language(string tag)
    {
        if (tag.Length == 0)
            return "Unknown";
        var cut = tag.IndexOf('-', StringComparison.Ordinal);
        var language = (cut < 0 ? tag : tag[..cut]).ToLowerInvariant();
        var name = Table.Value.GetValueOrDefault(("language", language), language);
        return cut < 0 ? name : $"{name} ({tag[(cut + 1)..]})";
    }

    static FrozenDictionary<(string, string), string> Read()
    {
        using var stream = typeof(Names).Assembly.GetManifestResourceStream("names.tsv")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t'))
            .ToFrozenDictionary(cells => (cells[0], cells[1]), cells => cells[2]);
    }
}
