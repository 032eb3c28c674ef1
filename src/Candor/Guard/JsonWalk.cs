using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Candor.Guard.Detect;

namespace Candor.Guard;

/// <summary>Examines JSON leaf by leaf: names and values at any depth. What may stay, stays byte for byte.</summary>
static class JsonWalk
{
    const int MostDepth = 64;

    /// <summary>Deeper than this a bare name is taken for a person's without a look at its neighbours, which would cost a look per level.</summary>
    const int MostDepthForNeighbours = 10;

    static readonly JsonReaderOptions Options = new() { MaxDepth = MostDepth, CommentHandling = JsonCommentHandling.Disallow };

    /// <summary>Null when all of it may stay, or when it is not JSON.</summary>
    /// <param name="readable">False when it is not one JSON value.</param>
    public static byte[]? Examine(Examination x, ReadOnlySpan<byte> json, KeyKind key, Place place, out bool readable)
    {
        readable = true;
        List<Patch>? patches = null;
        var reader = new Utf8JsonReader(json, Options);
        try
        {
            reader.Read();
            Value(x, ref reader, json, key, place, KeyKind.None, ref patches);
            while (reader.Read())
                readable = false;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a \u escape that is half a surrogate pair.
            readable = false;
        }
        return readable && patches is not null ? Apply(json, patches) : null;
    }

    static void Value(Examination x, ref Utf8JsonReader reader, ReadOnlySpan<byte> json, KeyKind key, Place place, KeyKind around, ref List<Patch>? patches)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                Object(x, ref reader, json, key, place, around, ref patches);
                break;
            case JsonTokenType.StartArray:
                Array(x, ref reader, json, key, place, around, ref patches);
                break;
            case JsonTokenType.String:
                Text(x, ref reader, key, place, ref patches);
                break;
            case JsonTokenType.Number:
                Number(x, ref reader, key, place, ref patches);
                break;
        }
    }

    static void Array(Examination x, ref Utf8JsonReader reader, ReadOnlySpan<byte> json, KeyKind key, Place place, KeyKind around, ref List<Patch>? patches)
    {
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            var at = x.Path.PushIndex(index);
            Value(x, ref reader, json, key, place, around, ref patches);
            x.Path.Back(at);
        }
    }

    /// <param name="around">What the names of the objects around say: user data, a person.</param>
    static void Object(Examination x, ref Utf8JsonReader reader, ReadOnlySpan<byte> json, KeyKind key, Place place, KeyKind around, ref List<Patch>? patches)
    {
        around |= key & (KeyKind.UserData | KeyKind.Person);
        var start = (int)reader.TokenStartIndex;
        var marked = 0u;
        var end = start + 1;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var before = patches?.Count ?? 0;
            var mark = Member(x, ref reader, json, start, place, around, ref patches);
            if (mark >= 0 && (marked >> mark & 1) != 0)
            {
                // A second member under the same mark would be a second one of the same name, which not every reader of JSON takes.
                patches!.RemoveRange(before, patches.Count - before);
                patches.Add(new Patch(end, (int)reader.BytesConsumed, null));
            }
            marked |= mark >= 0 ? 1u << mark : 0;
            end = (int)reader.BytesConsumed;
        }
    }

    // The buffers are written before they are read: clearing them first took a tenth of the walk.
    /// <returns>The topic by which the member's name is marked now or was before; -1 for none.</returns>
    [SkipLocalsInit]
    static int Member(Examination x, ref Utf8JsonReader reader, ReadOnlySpan<byte> json, int start, Place place, KeyKind around, ref List<Patch>? patches)
    {
        var (nameStart, nameEnd) = ((int)reader.TokenStartIndex, (int)reader.TokenStartIndex + reader.ValueSpan.Length + 2);
        char[]? rented = null;
        var buffer = reader.ValueSpan.Length <= 128 ? stackalloc char[128] : rented = ArrayPool<char>.Shared.Rent(reader.ValueSpan.Length);
        try
        {
            ReadOnlySpan<char> name = buffer[..reader.CopyString(buffer)];
            var beyond = x.Key;
            var kind = FieldNames.Classify(name);
            var topic = TopicKey.Of(x, name, kind, beyond);
            x.Key = TopicKey.OfName;
            var newName = NeedsLook(x, name) ? TextWalk.Examine(x, name, KeyKind.None, Place.Property) : null;
            x.Key = beyond;
            newName = TopicRedaction.Name(x, topic, name) ?? newName;
            var mark = Category.TopicOfMark(newName ?? name);
            if (newName is not null)
                (patches ??= []).Add(new Patch(nameStart, nameEnd, newName));

            reader.Read();
            x.Key = x.RedactsTopics && name is "value" && JsonNeighbours.HaveLabel(json[start..]) ? topic with { Tells = true } : topic;
            var key = KeyOf(x, name, kind, reader.TokenType, reader.CurrentDepth, json[start..], place, around);
            var at = x.Path.Push(newName ?? name);
            if ((key & KeyKind.ClickId) == 0)
                Value(x, ref reader, json, key, place, around, ref patches);
            else
                ClickId(x, ref reader, ref patches);
            x.Path.Back(at);
            x.Key = beyond;
            return mark;
        }
        finally
        {
            if (rented is not null)
                ArrayPool<char>.Shared.Return(rented);
        }
    }

    static KeyKind KeyOf(Examination x, ReadOnlySpan<char> name, KeyKind key, JsonTokenType value, int depth, ReadOnlySpan<byte> fromObject, Place place, KeyKind around)
    {
        if (name is "value" && value == JsonTokenType.String)
            key |= JsonNeighbours.Describe(fromObject);
        if ((key & (KeyKind.BareName | KeyKind.Short)) != 0)
            key = FieldNames.Resolve(key, name, ofPerson: ((around | key) & (KeyKind.UserData | KeyKind.Person)) != 0 || depth > MostDepthForNeighbours || JsonNeighbours.TellOfPerson(fromObject));
        if (place == Place.Form && (key & KeyKind.BareName) != 0 && JsonNeighbours.Has(fromObject, "value"u8))
            key &= ~KeyKind.BareName;
        if ((key & KeyKind.FreeText) != 0 && place == Place.Property && name is "question" && x.Topics.AsksQuestions)
            key &= ~KeyKind.FreeText;
        key |= around & KeyKind.Person;
        if ((key & KeyKind.FreeText) != 0 && x.Policy.KeepsFreeText(name))
            key &= ~KeyKind.FreeText;
        return key;
    }

    [SkipLocalsInit]
    static void Text(Examination x, ref Utf8JsonReader reader, KeyKind key, Place place, ref List<Patch>? patches)
    {
        if (reader.ValueSpan.Length == 0)
            return;
        char[]? rented = null;
        var buffer = reader.ValueSpan.Length <= 256 ? stackalloc char[256] : rented = ArrayPool<char>.Shared.Rent(reader.ValueSpan.Length);
        try
        {
            var length = reader.CopyString(buffer);
            if (TextWalk.Examine(x, buffer[..length], key, place) is { } changed)
                (patches ??= []).Add(new Patch((int)reader.TokenStartIndex, (int)reader.BytesConsumed, changed));
        }
        finally
        {
            if (rented is not null)
                ArrayPool<char>.Shared.Return(rented);
        }
    }

    /// <summary>Numbers are looked at as text when their field is telling or they are long enough for a card; prices and counts are neither.</summary>
    static void Number(Examination x, ref Utf8JsonReader reader, KeyKind key, Place place, ref List<Patch>? patches)
    {
        var digits = reader.ValueSpan;
        if (TopicRedaction.Number(x, place) is { } mark)
        {
            (patches ??= []).Add(new Patch((int)reader.TokenStartIndex, (int)reader.BytesConsumed, mark));
            return;
        }
        if (digits.Length > 40 || ((key & KeyKind.Telling) == 0 && x.Known.IsEmpty && (digits.Length < 12 || digits.IndexOfAny((byte)'.', (byte)'e', (byte)'E') >= 0)))
            return;
        Span<char> text = stackalloc char[40];
        var length = Encoding.ASCII.GetChars(digits, text);
        if (TextWalk.Examine(x, text[..length], key, place) is { } changed)
            (patches ??= []).Add(new Patch((int)reader.TokenStartIndex, (int)reader.BytesConsumed, changed));
    }

    static void ClickId(Examination x, ref Utf8JsonReader reader, ref List<Patch>? patches)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        if (x.AllowsAds || reader.TokenType != JsonTokenType.String || reader.ValueTextEquals("[removed]"u8))
            return;
        x.ReportNoAds("click ids need consent to advertising");
        (patches ??= []).Add(new Patch(start, (int)reader.BytesConsumed, Category.Mark(Category.Consent)));
    }

    static bool NeedsLook(Examination x, ReadOnlySpan<char> name) =>
        x.Known.MayBeIn(name) || name.Length > 24 || name.ContainsAny('@', '%', ' ') || name.ContainsAnyInRange('0', '9');

    static byte[] Apply(ReadOnlySpan<byte> json, List<Patch> patches)
    {
        var output = new ArrayBufferWriter<byte>(json.Length + 16);
        var copied = 0;
        foreach (var patch in patches)
        {
            output.Write(json[copied..patch.Start]);
            if (patch.Text is not null)
            {
                output.Write("\""u8);
                if (Category.IsMark(patch.Text))
                    Encoding.ASCII.GetBytes(patch.Text, output);
                else
                    output.Write(JsonEncodedText.Encode(patch.Text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
                output.Write("\""u8);
            }
            copied = patch.End;
        }
        output.Write(json[copied..]);
        return output.WrittenSpan.ToArray();
    }

    /// <param name="Text">Null takes the stretch out.</param>
    readonly record struct Patch(int Start, int End, string? Text);
}
