using System.Text.Json;
using Candor.Audit.Recordings;

namespace Candor.Audit.Encodings;

/// <summary>Every value of a JSON text under the way that leads to it.</summary>
static class JsonLeaves
{
    const int MostLeaves = 4000;
    const int MostDepth = 40;

    static readonly JsonDocumentOptions Forgiving = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 256 };

    /// <summary>Null when the text is not one JSON object or array.</summary>
    public static JsonDocument? Parse(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.Length < 2 || trimmed[0] is not ('{' or '[') || trimmed[^1] is not ('}' or ']'))
            return null;
        try
        {
            return JsonDocument.Parse(trimmed.ToString(), Forgiving);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return null;
        }
    }

    public static List<Parameter> Read(JsonElement element, Carrier carrier, string prefix = "", string chain = "")
    {
        var list = new List<Parameter>();
        Walk(element, prefix, carrier, chain, list, 0);
        return list;
    }

    static void Walk(JsonElement element, string name, Carrier carrier, string chain, List<Parameter> list, int depth)
    {
        if (list.Count >= MostLeaves || depth > MostDepth)
            return;
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                    Walk(property.Value, name.Length == 0 ? JsonText.NameOf(property) : $"{name}.{JsonText.NameOf(property)}", carrier, chain, list, depth + 1);
                break;
            case JsonValueKind.Array:
                var i = 0;
                foreach (var item in element.EnumerateArray())
                    Walk(item, $"{name}[{i++}]", carrier, chain, list, depth + 1);
                break;
            case JsonValueKind.Null or JsonValueKind.Undefined:
                break;
            default:
                list.Add(new Parameter(name, element.Text(), carrier, chain));
                break;
        }
    }
}
