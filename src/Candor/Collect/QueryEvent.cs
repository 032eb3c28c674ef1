using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Candor.Collect;

/// <summary>The query of <c>GET /e?…</c> as the JSON that a POST would carry, so that both are decoded and checked by the same code.</summary>
static class QueryEvent
{
    /// <summary>Properties that reports calculate with. Any other text stays text: a number may be an article's name.</summary>
    static readonly HashSet<string> Numbers = ["value", "num_items", "predicted_ltv"];

    public static ReadOnlyMemory<byte> ToJson(string? query)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true });
        var props = new Dictionary<string, string>(StringComparer.Ordinal);
        var user = new Dictionary<string, string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        json.WriteStartObject();
        foreach (var pair in new QueryStringEnumerable(query))
        {
            var name = pair.DecodeName().ToString();
            var value = pair.DecodeValue().ToString();
            if ((Inner(name, "props") ?? Inner(name, "cd")) is { } property)
                props[property] = value;
            else if (Inner(name, "user") is { } match)
                user[match] = value;
            // Of two equal names in a query the first one counts.
            else if (seen.Add(name))
                Member(json, name, value);
        }
        Object(json, "props", props, seen);
        Object(json, "user", user, seen);
        json.WriteEndObject();
        json.Flush();
        return output.WrittenMemory;
    }

    static void Member(Utf8JsonWriter json, string name, string value)
    {
        json.WritePropertyName(name);
        if (name is "time" or "sent" && long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            json.WriteNumberValue(number);
        else if (name == "gpc" && value is "1" or "true" or "0" or "false")
            json.WriteBooleanValue(value is "1" or "true");
        else if (name is "props" or "consent" or "user" && IsJson(value))
            json.WriteRawValue(value, skipInputValidation: true);
        else
            json.WriteStringValue(value);
    }

    static void Object(Utf8JsonWriter json, string name, Dictionary<string, string> members, HashSet<string> seen)
    {
        if (members.Count == 0 || !seen.Add(name))
            return;
        json.WriteStartObject(name);
        foreach (var (key, value) in members)
        {
            if (Numbers.Contains(key) && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
                json.WriteNumber(key, number);
            else
                json.WriteString(key, value);
        }
        json.WriteEndObject();
    }

    /// <summary><c>key</c> of <c>props[key]</c>.</summary>
    static string? Inner(string name, string outer) =>
        name.Length > outer.Length + 2 && name[outer.Length] == '[' && name[^1] == ']' && name.StartsWith(outer, StringComparison.Ordinal) ? name[(outer.Length + 1)..^1] : null;

    static bool IsJson(string value)
    {
        try
        {
            using var parsed = JsonDocument.Parse(value);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
