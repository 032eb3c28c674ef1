using System.Text.Json;
using Candor.Guard.Detect;

namespace Candor.Guard;

/// <summary>Looks over the other members of an object, for names that mean something only beside them.</summary>
static class JsonNeighbours
{
    const int LongestText = 64;

    /// <summary>Another member is plainly a fact about a person.</summary>
    public static bool TellOfPerson(ReadOnlySpan<byte> fromObject)
    {
        var reader = new Utf8JsonReader(fromObject);
        reader.Read();
        Span<char> buffer = stackalloc char[LongestText];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueSpan.Length <= LongestText && (FieldNames.Classify(buffer[..reader.CopyString(buffer)]) & KeyKind.Identity) != 0)
                return true;
            reader.Read();
            reader.Skip();
        }
        return false;
    }

    /// <summary>The object describes a field, <c>{"name": "email", "value": …}</c>: what its label, type or autocomplete says of the value.</summary>
    public static KeyKind Describe(ReadOnlySpan<byte> fromObject)
    {
        var found = KeyKind.None;
        var reader = new Utf8JsonReader(fromObject);
        reader.Read();
        Span<char> buffer = stackalloc char[LongestText];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isLabel = reader.ValueSpan.Length <= LongestText && (FieldNames.Classify(buffer[..reader.CopyString(buffer)]) & KeyKind.Label) != 0;
            reader.Read();
            if (isLabel && reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length <= LongestText)
                found |= FieldNames.Classify(buffer[..reader.CopyString(buffer)]);
            reader.Skip();
        }
        return found;
    }

    /// <summary>Another member says what the value is: <c>{"question": …, "value": 17}</c>. A thing with a name and a price has a currency or a number of pieces.</summary>
    public static bool HaveLabel(ReadOnlySpan<byte> fromObject)
    {
        var found = false;
        var reader = new Utf8JsonReader(fromObject);
        reader.Read();
        Span<char> buffer = stackalloc char[LongestText];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var known = reader.ValueSpan.Length <= LongestText ? buffer[..reader.CopyString(buffer)] : default;
            if (known is "currency" or "quantity" or "num_items")
                return false;
            found |= known is "name" or "question" || ((FieldNames.ClassifyWhole(known) & KeyKind.Label) != 0 && known is not ("id" or "title" or "type" or "key"));
            reader.Read();
            reader.Skip();
        }
        return found;
    }

    public static bool HasValue(ReadOnlySpan<byte> fromObject)
    {
        var reader = new Utf8JsonReader(fromObject);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("value"u8))
                return true;
            reader.Read();
            reader.Skip();
        }
        return false;
    }
}
