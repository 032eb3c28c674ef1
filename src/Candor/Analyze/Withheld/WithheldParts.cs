using System.Text.Json;
using Candor.Guard;

namespace Candor.Analyze.Withheld;

/// <summary>From what is stored of an event to what was taken out of it, and where.</summary>
static class WithheldParts
{
    /// <summary>Categories whose mark is that of no category of its own.</summary>
    static readonly string[] Unnamed = [Category.Consent, Category.NotAllowed, Category.Unreadable];

    static readonly Dictionary<string, string> ByMark = Category.Identities.Concat(Category.Topics).ToDictionary(c => Category.Mark(c)[1..^1]);

    /// <param name="removed">The column: categories with commas between them.</param>
    /// <param name="pairs">As <see cref="MarkSql.Pairs"/> gives them.</param>
    public static IReadOnlyList<WithheldPart> Of(string removed, string pairs)
    {
        var found = removed.Split(',', StringSplitOptions.RemoveEmptyEntries);
        var parts = new List<WithheldPart>();
        foreach (var pair in pairs.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            if (pair.IndexOf('\t', StringComparison.Ordinal) is > 0 and var tab)
                parts.Add(PartOf(pair[..tab], Readable(pair[(tab + 1)..]), found));
        // What left no mark, such as a property that the policy does not allow: of which field nothing is kept.
        foreach (var category in found.Distinct().Where(c => !parts.Exists(p => p.Category == c)))
            parts.Add(new(category, "", InPage: false));
        return [.. parts.Distinct()];
    }

    static WithheldPart PartOf(string mark, string field, string[] found)
    {
        if (ByMark.TryGetValue(mark, out var category))
            return new(category, field, InPage: !found.Contains(category));
        var known = found.FirstOrDefault(c => Unnamed.Contains(c));
        return new(known ?? Category.NotAllowed, field, InPage: known is null);
    }

    /// <summary>A name stands in the JSON with its escapes.</summary>
    static string Readable(string field)
    {
        if (!field.Contains('\\', StringComparison.Ordinal))
            return field;
        try
        {
            return JsonSerializer.Deserialize($"\"{field}\"", FieldJson.Default.String) ?? field;
        }
        catch (JsonException)
        {
            return field;
        }
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
sealed partial class FieldJson : System.Text.Json.Serialization.JsonSerializerContext;
