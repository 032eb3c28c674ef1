using System.Buffers.Binary;
using System.Text.Json;

namespace Candor.Store;

/// <summary>The props of an <c>Engagement</c> event: <c>{"page":"uuid","engaged_ms":12345,"scroll":80}</c>.</summary>
static class EngagementProps
{
    public static void Read(ReadOnlySpan<byte> props, ref EventRow row)
    {
        var json = new Utf8JsonReader(props);
        if (props.IsEmpty || !json.Read() || json.TokenType != JsonTokenType.StartObject)
            throw new JsonException("An Engagement has no props.");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var page = json.ValueTextEquals("page"u8);
            var engaged = json.ValueTextEquals("engaged_ms"u8);
            var scroll = json.ValueTextEquals("scroll"u8);
            json.Read();
            if (page)
                row.Page = Page(ref json);
            else if (engaged)
                row.EngagedMs = (int)Math.Round(Number(ref json, int.MaxValue, "engaged_ms"));
            else if (scroll)
                row.Scroll = (byte)Math.Round(Number(ref json, 100, "scroll"));
            else
                json.Skip();
        }
    }

    static UInt128 Page(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.String)
            throw new JsonException("'page' of an Engagement is not text.");
        Span<byte> bytes = stackalloc byte[16];
        EventId.Parse(json.GetString()).TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    static double Number(ref Utf8JsonReader json, double most, string name) =>
        json.TokenType == JsonTokenType.Number && json.TryGetDouble(out var value) && double.IsFinite(value)
            ? Math.Clamp(value, 0, most)
            : throw new JsonException($"'{name}' of an Engagement is not a number.");
}
