using System.Text;
using System.Text.Json;

namespace Candor.Tests.Guard.Corpus;

/// <summary>Every reading of a piece of JSON in which a secret is looked for: as written, each name and text of it unescaped, and each percent-decoded to its end.</summary>
sealed class Searched
{
    readonly string readings;

    Searched(string readings) => this.readings = readings;

    public static Searched In(JsonElement json)
    {
        var readings = new StringBuilder();
        Add(readings, json.GetRawText());
        AddTexts(readings, json);
        return new Searched(readings.ToString());
    }

    public static Searched In(string text)
    {
        var readings = new StringBuilder();
        Add(readings, text);
        return new Searched(readings.ToString());
    }

    public bool Holds(string secret) => readings.Contains(secret, StringComparison.OrdinalIgnoreCase);

    static void AddTexts(StringBuilder readings, JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in json.EnumerateObject())
                {
                    Add(readings, member.Name);
                    AddTexts(readings, member.Value);
                }
                break;
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray())
                    AddTexts(readings, item);
                break;
            case JsonValueKind.String:
                Add(readings, json.GetString()!);
                break;
        }
    }

    static void Add(StringBuilder readings, string text)
    {
        readings.Append(text).Append('\n');
        for (var (before, decoded) = (text, Uri.UnescapeDataString(text)); decoded != before; (before, decoded) = (decoded, Uri.UnescapeDataString(decoded)))
            readings.Append(decoded).Append('\n');
        if (text.Contains('+'))
            readings.Append(Uri.UnescapeDataString(text.Replace('+', ' '))).Append('\n');
    }
}
