using System.Text.Json;

namespace Candor.Audit.Encodings;

/// <summary>What a message's body turned out to be.</summary>
sealed record BodyContents
{
    public static BodyContents None { get; } = new();

    /// <summary>How the whole body was wrapped; empty for plain.</summary>
    public string Chain { get; private init; } = "";

    /// <summary>One for JSON, one a line for NDJSON.</summary>
    public IReadOnlyList<JsonElement> Json { get; private init; } = [];

    /// <summary>Fields of a form, also of several parts.</summary>
    public IReadOnlyList<Parameter> Form { get; private init; } = [];

    /// <summary>Lines that each are parameters, when there is more than one.</summary>
    public IReadOnlyList<string> Lines { get; private init; } = [];

    /// <summary>A text of no known shape.</summary>
    public string Text { get; private init; } = "";

    public Opaque? Unread { get; private init; }

    public static BodyContents Read(ReadOnlyMemory<byte> bytes, string type, string encoding) =>
        bytes.IsEmpty ? None : Read(bytes.Span, type, encoding, "", 0);

    static BodyContents Read(ReadOnlySpan<byte> bytes, string type, string encoding, string chain, int depth)
    {
        if (depth < 4 && Packed.Open(bytes, depth == 0 ? encoding : "") is { } packed)
            return Read(packed.Bytes, type, "", Step(chain, packed.Step), depth + 1);
        if (Multipart.Read(bytes, type) is { } parts)
            return new BodyContents { Form = parts, Chain = chain };
        if (!Packed.IsText(bytes))
            return new BodyContents { Unread = Opaque.Of("body", bytes), Chain = chain };

        var text = Packed.Text(bytes);
        var trimmed = text.AsSpan().Trim();
        if (trimmed.IsEmpty)
            return None;
        if (AsJson(text) is { Count: > 0 } json)
            return new BodyContents { Json = json, Chain = chain };
        if (depth < 4 && trimmed.Length >= 16 && !trimmed.TrimEnd('=').ContainsAnyExcept(DecodeTree.Base64Characters) && DecodeTree.Bytes(trimmed) is { } inner && (Packed.IsText(inner) || inner is [0x1F, 0x8B, ..] or [0x78, ..]))
            return Read(inner, "", "", Step(chain, "base64"), depth + 1);
        // GA4 sends what an event has in common in the address and one event a line here.
        if (trimmed.Contains('\n') && AsLines(trimmed) is { } lines)
            return new BodyContents { Lines = lines, Chain = chain };
        if (trimmed.Contains('=') && (type.Contains("urlencoded", StringComparison.OrdinalIgnoreCase) || Query.LooksLike(trimmed) || IsPair(trimmed)))
            return new BodyContents { Form = Query.Read(trimmed, Carrier.Body, chain: chain), Chain = chain };
        return new BodyContents { Text = text, Chain = chain };
    }

    static string Step(string chain, string step) => chain.Length == 0 ? step : $"{chain}+{step}";

    static bool IsPair(ReadOnlySpan<char> text) => text.IndexOf('=') is > 0 and < 40 and var equals && !text[..equals].ContainsAnyExcept(NameCharacters) && !text[(equals + 1)..].ContainsAny(" \n");

    static List<JsonElement>? AsJson(string text)
    {
        if (JsonLeaves.Parse(text) is { } whole)
            return [whole.RootElement];
        if (!text.Contains('\n', StringComparison.Ordinal))
            return null;
        var list = new List<JsonElement>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (JsonLeaves.Parse(line) is { } one)
                list.Add(one.RootElement);
        return list;
    }

    static List<string>? AsLines(ReadOnlySpan<char> text)
    {
        var lines = new List<string>();
        foreach (var range in text.Split('\n'))
        {
            var line = text[range].Trim();
            if (line.IsEmpty)
                continue;
            if (!line.Contains('=') || line.Contains(' '))
                return null;
            lines.Add(line.ToString());
        }
        return lines.Count > 1 ? lines : null;
    }

    static readonly System.Buffers.SearchValues<char> NameCharacters = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.[]");
}
