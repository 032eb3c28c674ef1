using System.Buffers;
using System.Buffers.Text;

namespace Candor.Audit.Recordings;

/// <summary>One value of a recording copied as valid JSON, without answers' bodies and scripts' stacks.</summary>
sealed class JsonPiece(JsonScanner json)
{
    /// <summary>A longer string is cut: bodies of uploads, messages of a WebSocket.</summary>
    public const int LongestString = 8 << 20;

    /// <summary>A value that holds more loses what comes after that.</summary>
    const int LargestPiece = 32 << 20;

    const int MostDepth = 64;

    readonly ArrayBufferWriter<byte> written = new(64 << 10);

    public ReadOnlyMemory<byte> Json => written.WrittenMemory;

    /// <summary>Strings or values were cut.</summary>
    public bool WasCut { get; private set; }

    /// <summary>Copies the value that follows, without answers' bodies and scripts' stacks.</summary>
    public void Copy()
    {
        written.ResetWrittenCount();
        WasCut = false;
        Copy(Place.Other, 0);
    }

    /// <summary>Where a value stands, as far as that decides what is left out.</summary>
    enum Place : byte
    {
        Other,
        Content,
        Initiator,
        LeftOut,
    }

    void Copy(Place place, int depth)
    {
        var sign = json.Peek();
        if (place == Place.LeftOut || depth > MostDepth || written.WrittenCount > LargestPiece)
        {
            WasCut |= place != Place.LeftOut;
            json.Skip();
            Write("null"u8);
            return;
        }
        switch (sign)
        {
            case '{':
                json.Pass(1);
                CopyMembers(place, depth);
                break;
            case '[':
                json.Pass(1);
                Write("["u8);
                for (var first = true; json.Element(); first = false)
                {
                    if (!first)
                        Write(","u8);
                    Copy(place, depth + 1);
                    if (json.Trouble.Length > 0)
                        return;
                }
                Write("]"u8);
                break;
            case '"':
                CopyString();
                break;
            case -1:
                json.Stray();
                break;
            default:
                CopyScalar();
                break;
        }
    }

    void CopyMembers(Place place, int depth)
    {
        Write("{"u8);
        var first = true;
        while (json.Trouble.Length == 0)
        {
            var sign = json.Peek();
            if (sign == ',')
            {
                json.Pass(1);
                continue;
            }
            if (sign == '}')
            {
                json.Pass(1);
                Write("}"u8);
                return;
            }
            if (sign != '"')
            {
                json.Stray();
                return;
            }
            if (!first)
                Write(","u8);
            first = false;
            var name = json.ReadKey();
            var inside = PlaceOf(place, name);
            Write("\""u8);
            Write(name);
            Write("\":"u8);
            Copy(inside, depth + 1);
        }
    }

    static Place PlaceOf(Place around, ReadOnlySpan<byte> name)
    {
        if ((around == Place.Content && name.SequenceEqual("text"u8)) || (around == Place.Initiator && name.SequenceEqual("stack"u8)))
            return Place.LeftOut;
        return name.SequenceEqual("content"u8) ? Place.Content : name.SequenceEqual("_initiator"u8) ? Place.Initiator : Place.Other;
    }

    void CopyString()
    {
        json.Pass(1);
        Write("\""u8);
        var length = 0;
        while (true)
        {
            var ahead = json.Ahead();
            if (ahead.IsEmpty)
            {
                json.Stray();
                return;
            }
            var stop = ahead.IndexOfAny(Stops);
            var run = stop < 0 ? ahead : ahead[..stop];
            var room = LongestString - length;
            WasCut |= run.Length > room;
            Write(run[..Math.Min(run.Length, Math.Max(0, room))]);
            length += run.Length;
            json.Pass(run.Length);
            if (stop < 0)
                continue;
            var sign = json.Next();
            if (sign == '"')
                break;
            if (sign != '\\')
            {
                // A control character has no place in a JSON string; some proxies write it all the same.
                Write(" "u8);
                continue;
            }
            var escaped = json.Next();
            if (escaped < 0)
            {
                json.Stray();
                return;
            }
            if (length < LongestString)
                Write([(byte)'\\', (byte)escaped]);
            length += 2;
        }
        Write("\""u8);
    }

    void CopyScalar()
    {
        var start = written.WrittenCount;
        while (json.Peek(skipSpace: false) is >= 0 and var c and not (',' or '}' or ']' or ' ' or '\n' or '\r' or '\t' or '"' or '{' or '['))
        {
            if (written.WrittenCount - start < 64)
                Write([(byte)c]);
            json.Pass(1);
        }
        var text = written.WrittenSpan[start..];
        if (text.IsEmpty && json.Peek() < 0)
            json.Stray();
        else if (text.IsEmpty || !IsScalar(text))
            Replace(start, "null"u8);
    }

    /// <summary>NaN, Infinity and undefined are what scripts write where JSON has no word.</summary>
    static bool IsScalar(ReadOnlySpan<byte> text) =>
        text.SequenceEqual("true"u8) || text.SequenceEqual("false"u8) || text.SequenceEqual("null"u8) || IsNumber(text);

    static bool IsNumber(ReadOnlySpan<byte> text)
    {
        if (!Utf8Parser.TryParse(text, out double _, out var used) || used != text.Length)
            return false;
        var digits = text[0] == '-' ? text[1..] : text;
        return !digits.IsEmpty && digits[0] is >= (byte)'0' and <= (byte)'9' && digits[^1] is >= (byte)'0' and <= (byte)'9' && !(digits.Length > 1 && digits[0] == '0' && digits[1] is >= (byte)'0' and <= (byte)'9');
    }

    void Replace(int start, ReadOnlySpan<byte> text)
    {
        var kept = written.WrittenSpan[..start].ToArray();
        written.ResetWrittenCount();
        Write(kept);
        Write(text);
    }

    void Write(ReadOnlySpan<byte> bytes) => written.Write(bytes);

    static readonly SearchValues<byte> Stops = SearchValues.Create([.. Enumerable.Range(0, 32).Select(c => (byte)c), (byte)'"', (byte)'\\']);
}
