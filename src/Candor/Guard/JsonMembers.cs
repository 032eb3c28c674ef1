using System.Buffers;
using System.Text.Json;

namespace Candor.Guard;

/// <summary>Takes members out of a JSON object; those that stay, stay byte for byte.</summary>
static class JsonMembers
{
    public delegate bool Keeps(ReadOnlySpan<char> name);

    /// <summary>Null when every member stays.</summary>
    /// <exception cref="JsonException">It is not an object.</exception>
    public static byte[]? Keep(ReadOnlySpan<byte> json, Keeps keeps)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return null;
        var output = new ArrayBufferWriter<byte>(json.Length);
        output.Write("{"u8);
        var dropped = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)reader.TokenStartIndex;
            var keep = keeps(reader.GetString());
            dropped |= !keep;
            reader.Read();
            reader.Skip();
            if (!keep)
                continue;
            if (output.WrittenCount > 1)
                output.Write(","u8);
            output.Write(json[start..(int)reader.BytesConsumed]);
        }
        output.Write("}"u8);
        return dropped ? output.WrittenSpan.ToArray() : null;
    }
}
