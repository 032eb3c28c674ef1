using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Candor.Analyze;

/// <summary>A report's JSON as CSV (RFC 4180): rows of an array, or the plain members of an object as one row.</summary>
static class Csv
{
    static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",\"\r\n");

    public static string Write(JsonElement json)
    {
        var rows = json.ValueKind == JsonValueKind.Array ? json.EnumerateArray().Select(Flat).ToList() : [Flat(json)];
        var columns = rows.SelectMany(r => r.Keys).Distinct().ToList();
        var text = new StringBuilder();
        Line(text, columns);
        foreach (var row in rows)
            Line(text, columns.Select(c => row.GetValueOrDefault(c, "")));
        return text.ToString();
    }

    /// <summary>Members of members get a dotted name, lists are left out: they are tables of their own.</summary>
    static Dictionary<string, string> Flat(JsonElement json)
    {
        var row = new Dictionary<string, string>();
        foreach (var member in json.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Object)
                foreach (var (name, value) in Flat(member.Value))
                    row[$"{member.Name}.{name}"] = value;
            else if (member.Value.ValueKind != JsonValueKind.Array)
                row[member.Name] = member.Value.ValueKind == JsonValueKind.String ? Safe(member.Value.GetString()!) : member.Value.GetRawText();
        }
        return row;
    }

    /// <summary>A spreadsheet runs a cell that begins like a formula, and visitors choose page paths and campaign names.
    /// A leading apostrophe makes it text (OWASP, CSV injection).</summary>
    static string Safe(string text) => text.Length > 0 && text.TrimStart() is var start && (text[0] is '\t' or '\r' or '\n' || start.Length > 0 && start[0] is '=' or '+' or '-' or '@') ? "'" + text : text;

    static void Line(StringBuilder text, IEnumerable<string> cells) =>
        text.AppendJoin(',', cells.Select(c => c.AsSpan().ContainsAny(NeedsQuotes) ? $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : c)).Append("\r\n");
}
