using System.Text;
using System.Text.Json;

namespace Candor.Guard;

/// <summary>Takes an event apart into its smallest parts: a URL into path, parameters and fragment, JSON into its values. Never throws.</summary>
static class EventLeaves
{
    /// <summary>More tell nobody more, and hostile events have no end.</summary>
    const int Most = 1000;

    const int MostDepth = 16;

    public static List<EventLeaf> Of(Event e)
    {
        var leaves = new List<EventLeaf>();
        Text(leaves, "name", e.Name);
        Url(leaves, "url", e.Url);
        Text(leaves, "title", e.Title);
        Url(leaves, "referrer", e.Referrer);
        Json(leaves, "props", e.Props);
        Json(leaves, "form", e.Form);
        Json(leaves, "user", e.User);
        Text(leaves, "visitor", e.Visitor);
        Text(leaves, "screen", e.Screen);
        Text(leaves, "language", e.Language);
        Text(leaves, "region", e.Region);
        Text(leaves, "device", e.Device);
        Text(leaves, "browser", e.Browser);
        Text(leaves, "os", e.Os);
        return leaves;
    }

    static void Text(List<EventLeaf> leaves, string path, string text)
    {
        if (text.Length > 0 && leaves.Count < Most)
            leaves.Add(new(path, "text", text));
    }

    static void Url(List<EventLeaf> leaves, string field, string url)
    {
        if (url.Length == 0)
            return;
        var hash = url.IndexOf('#', StringComparison.Ordinal) is var h and >= 0 ? h : url.Length;
        var mark = url.AsSpan(0, hash).IndexOf('?') is var m and >= 0 ? m : hash;
        Text(leaves, $"{field}.path", url[..mark]);
        if (mark < hash)
            foreach (var range in url.AsSpan((mark + 1)..hash).SplitAny('&', ';'))
            {
                var parameter = url.AsSpan((mark + 1)..hash)[range];
                var equals = parameter.IndexOf('=') is var i and >= 0 ? i : parameter.Length;
                if (parameter.Length > 0)
                    Text(leaves, $"{field}.query.{parameter[..equals]}", equals < parameter.Length ? parameter[(equals + 1)..].ToString() : "=");
            }
        if (hash < url.Length)
            Text(leaves, $"{field}.fragment", url[(hash + 1)..]);
    }

    static void Json(List<EventLeaf> leaves, string path, ReadOnlyMemory<byte> json)
    {
        if (json.IsEmpty)
            return;
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 64 });
            Value(leaves, path, document.RootElement, 0);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            leaves.Add(new(path, "text", Encoding.UTF8.GetString(json.Span)));
        }
    }

    static void Value(List<EventLeaf> leaves, string path, JsonElement value, int depth)
    {
        if (leaves.Count >= Most)
            return;
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when depth < MostDepth:
                foreach (var member in value.EnumerateObject())
                    Value(leaves, $"{path}.{member.Name}", member.Value, depth + 1);
                break;
            case JsonValueKind.Array when depth < MostDepth:
                var index = 0;
                foreach (var item in value.EnumerateArray())
                    Value(leaves, $"{path}[{index++}]", item, depth + 1);
                break;
            case JsonValueKind.String:
                leaves.Add(new(path, "text", value.GetString()!));
                break;
            case JsonValueKind.Number:
                leaves.Add(new(path, "number", value.GetRawText()));
                break;
            case JsonValueKind.True or JsonValueKind.False:
                leaves.Add(new(path, "flag", value.GetRawText()));
                break;
            default:
                leaves.Add(new(path, value.ValueKind == JsonValueKind.Null ? "nothing" : "text", value.GetRawText()));
                break;
        }
    }
}
