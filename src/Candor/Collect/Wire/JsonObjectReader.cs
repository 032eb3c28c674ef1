using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Candor.Collect.Wire;

/// <summary>
/// Checks <c>props</c> and <c>user</c> by walking them once, and copies the bytes as they came: the live feed keeps the event
/// longer than the request keeps its buffer. Only where a reader further on could stumble (a line break between tokens, half a
/// surrogate pair, NUL) they are written anew.
/// </summary>
static class JsonObjectReader
{
    /// <summary>Reads the object that the reader stands on. False when a problem was added; the reader then stands at its end all the same.</summary>
    public static bool TryRead(ref Utf8JsonReader json, ReadOnlyMemory<byte> body, string field, ProblemList problems, out JsonObjectSlice slice)
    {
        var start = (int)json.TokenStartIndex;
        var before = problems.Count;
        var rewrite = Walk(ref json, field, problems, out var value, out var currency);
        var bytes = body[start..(int)json.BytesConsumed];
        slice = bytes.Length == 2 || problems.Count > before ? default : new JsonObjectSlice(rewrite || bytes.Span.ContainsAnyInRange<byte>(0, 31) ? Rewrite(bytes.Span) : bytes.ToArray(), value, currency);
        return problems.Count == before;
    }

    // Two kilobytes of names that are written before they are read: clearing them took a tenth of the walk.
    [SkipLocalsInit]
    static bool Walk(ref Utf8JsonReader json, string field, ProblemList problems, out double? value, out string currency)
    {
        (value, currency) = (null, "");
        var names = new PropertyNames(stackalloc ulong[PropertyNames.BufferSize]);
        var bottom = json.CurrentDepth;
        var rewrite = false;
        var top = "";
        while (json.Read() && json.CurrentDepth > bottom)
        {
            switch (json.TokenType)
            {
                case JsonTokenType.PropertyName:
                    rewrite |= json.ValueIsEscaped && JsonText.NeedsRewriting(json.ValueSpan);
                    if (!names.TryAdd(json.ValueSpan, json.ValueIsEscaped, field, problems))
                    {
                        SkipTo(ref json, bottom);
                        return false;
                    }
                    if (json.CurrentDepth == bottom + 1)
                        top = JsonText.NameIs(ref json, "value"u8) ? "value" : JsonText.NameIs(ref json, "currency"u8) ? "currency" : "";
                    break;
                case JsonTokenType.String:
                    rewrite |= json.ValueIsEscaped && JsonText.NeedsRewriting(json.ValueSpan);
                    if (top.Length > 0 && json.CurrentDepth == bottom + 1)
                        Column(ref json, top, ref value, ref currency);
                    break;
                case JsonTokenType.Number:
                    if (!IsFinite(ref json))
                        problems.Add(field, RefusalReason.NumberRange, $"'{field}' holds a number beyond 1.8e308. Send it as text, or smaller.");
                    else if (top.Length > 0 && json.CurrentDepth == bottom + 1)
                        Column(ref json, top, ref value, ref currency);
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    // The event itself is level 1, props level 2; json.CurrentDepth counts the levels above the token.
                    if (json.CurrentDepth - bottom + 2 > WireLimits.Depth)
                    {
                        problems.Add(field, RefusalReason.TooDeep, $"'{field}' is nested too deep: an event has at most {WireLimits.Depth} levels, itself included. Flatten it.");
                        SkipTo(ref json, bottom);
                        return false;
                    }
                    names.Enter();
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    names.Leave();
                    break;
            }
        }
        return rewrite;
    }

    static void SkipTo(ref Utf8JsonReader json, int depth)
    {
        while (json.CurrentDepth > depth && json.Read())
        {
        }
    }

    static void Column(ref Utf8JsonReader json, string name, ref double? value, ref string currency)
    {
        if (name == "currency")
            currency = json.TokenType == JsonTokenType.String && json.ValueSpan.Length == 3 && Ascii.IsValid(json.ValueSpan) ? Encoding.ASCII.GetString(json.ValueSpan).ToUpperInvariant() : "";
        else if (double.TryParse(json.ValueSpan, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            value = number;
    }

    /// <summary>Fifteen characters without an exponent cannot overflow, and are nearly all numbers.</summary>
    static bool IsFinite(ref Utf8JsonReader json) =>
        json.ValueSpan.Length <= 15 && !json.ValueSpan.ContainsAny((byte)'e', (byte)'E') || json.TryGetDouble(out var number) && double.IsFinite(number);

    static byte[] Rewrite(ReadOnlySpan<byte> bytes)
    {
        var output = new ArrayBufferWriter<byte>(bytes.Length);
        using var writer = new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        var json = new Utf8JsonReader(bytes);
        var text = ArrayPool<char>.Shared.Rent(bytes.Length);
        while (json.Read())
        {
            switch (json.TokenType)
            {
                case JsonTokenType.PropertyName: writer.WritePropertyName(text.AsSpan(0, JsonText.Unescape(json.ValueSpan, text, '\0'))); break;
                case JsonTokenType.String: writer.WriteStringValue(text.AsSpan(0, JsonText.Unescape(json.ValueSpan, text, '\0'))); break;
                case JsonTokenType.StartObject: writer.WriteStartObject(); break;
                case JsonTokenType.EndObject: writer.WriteEndObject(); break;
                case JsonTokenType.StartArray: writer.WriteStartArray(); break;
                case JsonTokenType.EndArray: writer.WriteEndArray(); break;
                default: writer.WriteRawValue(json.ValueSpan, skipInputValidation: true); break;
            }
        }
        ArrayPool<char>.Shared.Return(text);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }
}
