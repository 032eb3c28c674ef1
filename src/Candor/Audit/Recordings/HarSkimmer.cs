using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Candor.Audit.Recordings;

/// <summary>
/// Finds the pages and entries of a HAR in a stream and hands each over as a small piece of JSON. Nine tenths of a recording are answers'
/// bodies, single strings of any length that no JSON reader can pass over without holding them whole; here they are skipped as bytes.
/// Forgiving: what browsers and proxies get wrong inside an entry is mended or left out, and only that entry is lost.
/// </summary>
sealed class HarSkimmer(Stream stream) : IDisposable
{
    /// <summary>A longer string is cut: bodies of uploads, messages of a WebSocket.</summary>
    public const int LongestString = 8 << 20;

    /// <summary>An entry that holds more loses the values after that.</summary>
    const int LargestPiece = 32 << 20;

    const int MostDepth = 64;
    const int LongestKey = 256;

    readonly ArrayBufferWriter<byte> piece = new(64 << 10);
    readonly byte[] key = new byte[LongestKey];
    byte[] buffer = ArrayPool<byte>.Shared.Rent(256 << 10);
    int at, end;
    long before;

    /// <summary>Bytes read so far.</summary>
    public long Position => before + at;

    /// <summary>The file ended, or stopped being JSON, before its own end; empty when all was read.</summary>
    public string Trouble { get; private set; } = "";

    /// <summary>Strings or values of the last piece were cut.</summary>
    public bool WasCut { get; private set; }

    /// <summary>Each page and entry in the order of the file. The memory is valid until the next one is asked for.</summary>
    public IEnumerable<(bool IsPage, ReadOnlyMemory<byte> Json)> Read()
    {
        if (Peek() == 0xEF)
            at += Math.Min(3, end - at);
        if (!Enter('{'))
        {
            Fail("is not a JSON object: it is no HAR");
            yield break;
        }
        var hasLog = false;
        while (Member() is { } name)
        {
            if (name != "log" || !Enter('{'))
            {
                Skip();
                continue;
            }
            hasLog = true;
            while (Member() is { } part)
            {
                if (part is not ("pages" or "entries") || !Enter('['))
                {
                    Skip();
                    continue;
                }
                while (Element())
                {
                    Copy();
                    if (Trouble.Length > 0)
                        yield break;
                    yield return (part == "pages", piece.WrittenMemory);
                }
            }
            if (Trouble.Length > 0)
                yield break;
        }
        if (!hasLog)
            Fail("has no \"log\": it is JSON, but no HAR");
    }

    void Fail(string what)
    {
        if (Trouble.Length == 0)
            Trouble = what;
    }

    /// <summary>Reads the opening sign; false when something else stands there.</summary>
    bool Enter(char sign)
    {
        if (Peek() != sign)
            return false;
        at++;
        return true;
    }

    /// <summary>The next member's name with its colon read; null at the object's end, which is read too.</summary>
    string? Member()
    {
        while (Trouble.Length == 0)
        {
            switch (Peek())
            {
                case ',':
                    at++;
                    continue;
                case '}':
                    at++;
                    return null;
                case '"':
                    var length = ReadKey();
                    if (Peek() == ':')
                        at++;
                    return Encoding.UTF8.GetString(key.AsSpan(0, length));
                default:
                    Stray();
                    return null;
            }
        }
        return null;
    }

    /// <summary>An element follows; false at the array's end, which is read too.</summary>
    bool Element()
    {
        while (Trouble.Length == 0)
        {
            switch (Peek())
            {
                case ',':
                    at++;
                    continue;
                case ']':
                    at++;
                    return false;
                case -1 or '}':
                    Stray();
                    return false;
                default:
                    return true;
            }
        }
        return false;
    }

    void Stray() => Fail(Peek() < 0 ? $"ends at byte {Position}, in the middle of an object: it was cut off" : $"stops being JSON at byte {Position}");

    /// <summary>Copies the value that follows, without answers' bodies and scripts' stacks.</summary>
    void Copy()
    {
        piece.ResetWrittenCount();
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
        var sign = Peek();
        if (place == Place.LeftOut || depth > MostDepth || piece.WrittenCount > LargestPiece)
        {
            WasCut |= place != Place.LeftOut;
            Skip();
            Write("null"u8);
            return;
        }
        switch (sign)
        {
            case '{':
                at++;
                CopyMembers(place, depth);
                break;
            case '[':
                at++;
                Write("["u8);
                for (var first = true; Element(); first = false)
                {
                    if (!first)
                        Write(","u8);
                    Copy(place, depth + 1);
                    if (Trouble.Length > 0)
                        return;
                }
                Write("]"u8);
                break;
            case '"':
                CopyString();
                break;
            case -1:
                Stray();
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
        while (Trouble.Length == 0)
        {
            var sign = Peek();
            if (sign == ',')
            {
                at++;
                continue;
            }
            if (sign == '}')
            {
                at++;
                Write("}"u8);
                return;
            }
            if (sign != '"')
            {
                Stray();
                return;
            }
            if (!first)
                Write(","u8);
            first = false;
            var length = ReadKey();
            var name = key.AsSpan(0, length);
            var inside = PlaceOf(place, name);
            Write("\""u8);
            Write(name);
            Write("\":"u8);
            if (Peek() == ':')
                at++;
            Copy(inside, depth + 1);
        }
    }

    static Place PlaceOf(Place around, ReadOnlySpan<byte> name)
    {
        if ((around == Place.Content && name.SequenceEqual("text"u8)) || (around == Place.Initiator && name.SequenceEqual("stack"u8)))
            return Place.LeftOut;
        return name.SequenceEqual("content"u8) ? Place.Content : name.SequenceEqual("_initiator"u8) ? Place.Initiator : Place.Other;
    }

    /// <summary>Reads a name with its quotes, cut to what a name can be; answers its length in <see cref="key"/>.</summary>
    int ReadKey()
    {
        at++;
        var length = 0;
        while (Next() is >= 0 and var c and not '"')
        {
            if (length + 2 < LongestKey)
                key[length++] = c < ' ' ? (byte)' ' : (byte)c;
            if (c != '\\')
                continue;
            var escaped = Next();
            if (escaped >= 0 && length + 2 < LongestKey)
                key[length++] = (byte)escaped;
            else if (length > 0)
                length -= key[length - 1] == '\\' ? 1 : 0;
        }
        return length;
    }

    void CopyString()
    {
        at++;
        Write("\""u8);
        var written = 0;
        while (true)
        {
            if (at == end && !Fill())
            {
                Stray();
                return;
            }
            var span = buffer.AsSpan(at, end - at);
            var stop = span.IndexOfAny(Stops);
            var run = stop < 0 ? span : span[..stop];
            var room = LongestString - written;
            if (run.Length > room)
                WasCut = true;
            Write(run[..Math.Min(run.Length, Math.Max(0, room))]);
            written += run.Length;
            at += run.Length;
            if (stop < 0)
                continue;
            var c = buffer[at++];
            if (c == '"')
                break;
            if (c != '\\')
            {
                // A control character has no place in a JSON string; some proxies write it all the same.
                Write(" "u8);
                continue;
            }
            var escaped = Next();
            if (escaped < 0)
            {
                Stray();
                return;
            }
            if (written < LongestString)
            {
                piece.GetSpan(2)[0] = (byte)'\\';
                piece.GetSpan(2)[1] = (byte)escaped;
                piece.Advance(2);
            }
            written += 2;
        }
        Write("\""u8);
    }

    void CopyScalar()
    {
        var start = piece.WrittenCount;
        while (Peek(skipSpace: false) is >= 0 and var c and not (',' or '}' or ']' or ' ' or '\n' or '\r' or '\t' or '"' or '{' or '['))
        {
            if (piece.WrittenCount - start < 64)
                Write([(byte)c]);
            at++;
        }
        var text = piece.WrittenSpan[start..];
        if (text.IsEmpty && Peek() < 0)
            Stray();
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
        var kept = piece.WrittenSpan[..start].ToArray();
        piece.ResetWrittenCount();
        Write(kept);
        Write(text);
    }

    /// <summary>Passes over the value that follows, however deep or long.</summary>
    void Skip()
    {
        var depth = 0;
        do
        {
            switch (Peek())
            {
                case -1:
                    Stray();
                    return;
                case '{' or '[':
                    depth++;
                    at++;
                    break;
                case '}' or ']':
                    if (depth == 0)
                        return;
                    depth--;
                    at++;
                    break;
                case '"':
                    SkipString();
                    break;
                case ',' or ':':
                    at++;
                    break;
                default:
                    while (Peek(skipSpace: false) is >= 0 and not (',' or '}' or ']' or ':' or '"' or '{' or '[' or ' ' or '\n' or '\r' or '\t'))
                        at++;
                    break;
            }
        }
        while (depth > 0);
    }

    void SkipString()
    {
        at++;
        while (true)
        {
            if (at == end && !Fill())
            {
                Stray();
                return;
            }
            var stop = buffer.AsSpan(at, end - at).IndexOfAny((byte)'"', (byte)'\\');
            if (stop < 0)
            {
                at = end;
                continue;
            }
            at += stop + 1;
            if (buffer[at - 1] == '"')
                return;
            Next();
        }
    }

    int Next() => at < end || Fill() ? buffer[at++] : -1;

    /// <summary>The next byte, not read; -1 at the end.</summary>
    int Peek(bool skipSpace = true)
    {
        while (at < end || Fill())
        {
            var c = buffer[at];
            if (!skipSpace || c is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
                return c;
            at++;
        }
        return -1;
    }

    bool Fill()
    {
        before += end;
        at = 0;
        end = stream.Read(buffer, 0, buffer.Length);
        return end > 0;
    }

    void Write(ReadOnlySpan<byte> bytes) => piece.Write(bytes);

    static readonly SearchValues<byte> Stops = SearchValues.Create([.. Enumerable.Range(0, 32).Select(c => (byte)c), (byte)'"', (byte)'\\']);

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        stream.Dispose();
    }
}
