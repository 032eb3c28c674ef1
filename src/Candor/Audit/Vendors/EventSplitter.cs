using System.Text.Json;
using Candor.Audit.Encodings;
using Candor.Audit.Recordings;

namespace Candor.Audit.Vendors;

/// <summary>
/// A message as the events that it holds. <c>lines</c>: one event a line of the body, the address is common to all. <c>json:a.b</c>: the
/// array at that way in the body; what stands around it is common. <c>param:name</c>: a parameter holds a JSON array. <c>queries:a</c>:
/// the array at that way holds addresses' queries. The first of several words that applies. Without a word: each element of a body that is an array or has one JSON text a line.
/// </summary>
static class EventSplitter
{
    const int MostEvents = 2000;

    public static IEnumerable<List<Parameter>> Split(MessageContents message, string batch)
    {
        var body = message.Body;
        var common = message.Query.Concat(body.Form.Select(f => With(f, body.Chain))).ToList();
        if (body.Text.Length > 0)
            common.Add(new Parameter("body", body.Text, Carrier.Body, body.Chain));
        if (body.Lines.Count > 0)
            return Lines(common, body);
        foreach (var word in batch.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (way, where) = word.Split(':', 2) is [var name, var rest] ? (name, rest) : (word, "");
            if (way == "param" && common.Find(p => p.Name == where) is { Text.Length: > 0 } holder && Json(holder) is { } inner)
                return Array(common.Where(p => p.Name != where).ToList(), inner.Document.RootElement, inner.Chain);
            if (way == "queries" && body.Json.Count > 0)
                return Queries(common, body, where);
            if (way == "json" && body.Json.Count > 0)
                return Nested(common, body, where.Split('|'));
        }
        return body.Json.Count > 1 || (body.Json.Count == 1 && body.Json[0].ValueKind == JsonValueKind.Array)
            ? body.Json.SelectMany(j => Array(common, j, body.Chain))
            : [[.. common, .. body.Json.SelectMany(j => JsonLeaves.Read(j, Carrier.Body, "", body.Chain))]];
    }

    static Parameter With(Parameter p, string chain) => p.Chain.Length > 0 || chain.Length == 0 ? p : p with { Chain = chain };

    static IEnumerable<List<Parameter>> Lines(List<Parameter> common, BodyContents body) =>
        body.Lines.Take(MostEvents).Select(line => Over(common, Query.Read(line, Carrier.Body, chain: body.Chain)));

    static IEnumerable<List<Parameter>> Array(List<Parameter> common, JsonElement element, string chain)
    {
        if (element.ValueKind != JsonValueKind.Array)
            return [Over(common, JsonLeaves.Read(element, Carrier.Body, "", chain))];
        // [name, {…}, …] is one event in a row of things; [{…}, {…}] is several.
        var items = element.Items().Take(MostEvents).ToList();
        return items.Count > 0 && items.TrueForAll(i => i.ValueKind == JsonValueKind.Object)
            ? items.Select(i => Over(common, JsonLeaves.Read(i, Carrier.Body, "", chain)))
            : items.Count > 0 && items.TrueForAll(i => i.ValueKind == JsonValueKind.Array)
                ? items.Select(i => Over(common, JsonLeaves.Read(i, Carrier.Body, "", chain)))
                : [Over(common, JsonLeaves.Read(element, Carrier.Body, "", chain))];
    }

    static IEnumerable<List<Parameter>> Queries(List<Parameter> common, BodyContents body, string where) =>
        body.Json.SelectMany(j => (where.Length == 0 ? j : j.Member(where)).Items()).Take(MostEvents)
            .Select(q => Over(common, q.ValueKind == JsonValueKind.String ? Query.Read(q.Text().AsSpan().TrimStart('?'), Carrier.Body, chain: body.Chain) : JsonLeaves.Read(q, Carrier.Body, "", body.Chain)));

    /// <summary>The arrays at the first of the ways that is there.</summary>
    static IEnumerable<List<Parameter>> Nested(List<Parameter> common, BodyContents body, string[] ways)
    {
        foreach (var json in body.Json.SelectMany(j => j.ValueKind == JsonValueKind.Array ? j.Items() : [j]))
        {
            var way = System.Array.Find(ways, w => At(json, w).ValueKind == JsonValueKind.Array);
            if (way is null)
            {
                yield return Over(common, JsonLeaves.Read(json, Carrier.Body, "", body.Chain));
                continue;
            }
            var around = JsonLeaves.Read(json, Carrier.Body, "", body.Chain).Where(p => !p.Name.StartsWith(way + "[", StringComparison.Ordinal));
            var shared = Over(common, [.. around]);
            foreach (var item in At(json, way).Items().Take(MostEvents))
                yield return Over(shared, JsonLeaves.Read(item, Carrier.Body, "", body.Chain));
        }
    }

    static JsonElement At(JsonElement element, string way)
    {
        foreach (var name in way.Split('.'))
            element = element.Member(name);
        return element;
    }

    /// <summary>What an event says itself stands before what it has in common with others, and instead of it.</summary>
    static List<Parameter> Over(List<Parameter> common, List<Parameter> own)
    {
        if (common.Count == 0)
            return own;
        var names = own.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        return [.. own, .. common.Where(p => !names.Contains(p.Name))];
    }

    static (JsonDocument Document, string Chain)? Json(Parameter p)
    {
        if (JsonLeaves.Parse(p.Text) is { } plain)
            return (plain, p.Chain);
        if (DecodeTree.Bytes(p.Text) is not { } bytes)
            return null;
        var (text, chain) = Packed.Open(bytes) is { } packed ? (packed.Bytes, $"base64+{packed.Step}") : (bytes, "base64");
        return Packed.IsText(text) && JsonLeaves.Parse(Packed.Text(text)) is { } inner ? (inner, chain) : null;
    }
}
