using System.Buffers;
using System.Text;

namespace Candor.Audit.Recordings;

/// <summary>A stream of JSON as bytes, read forwards: what stands next, into objects and arrays, or past a value of any length. The first trouble stays and ends the reading.</summary>
sealed class JsonScanner(Stream stream) : IDisposable
{
    const int LongestKey = 256;

    readonly byte[] key = new byte[LongestKey];
    byte[] buffer = ArrayPool<byte>.Shared.Rent(256 << 10);
    int at, end;
    long before;

    /// <summary>Bytes read so far.</summary>
    public long Position => before + at;

    /// <summary>Why the reading ended before its end; empty while all is well.</summary>
    public string Trouble { get; private set; } = "";

    public void Fail(string what)
    {
        if (Trouble.Length == 0)
            Trouble = what;
    }

    /// <summary>Reads the opening sign; false when something else stands there.</summary>
    public bool Enter(char sign)
    {
        if (Peek() != sign)
            return false;
        at++;
        return true;
    }

    /// <summary>The next member's name with its colon read; null at the object's end, which is read too.</summary>
    public string? Member()
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
                    return Encoding.UTF8.GetString(ReadKey());
                default:
                    Stray();
                    return null;
            }
        }
        return null;
    }

    /// <summary>An element follows; false at the array's end, which is read too.</summary>
    public bool Element()
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

    public void Stray() => Fail(Peek() < 0 ? $"ends at byte {Position}, in the middle of an object: it was cut off" : $"stops being JSON at byte {Position}");

    /// <summary>Reads a name with its quotes and its colon, cut to what a name can be. Valid until the next one.</summary>
    public ReadOnlySpan<byte> ReadKey()
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
        if (Peek() == ':')
            at++;
        return key.AsSpan(0, length);
    }

    /// <summary>Passes over the value that follows, however deep or long.</summary>
    public void Skip()
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

    public void SkipByteOrderMark()
    {
        if (Peek() == 0xEF)
            at += Math.Min(3, end - at);
    }

    /// <summary>What is read already and not passed yet; empty at the end of the stream.</summary>
    public ReadOnlySpan<byte> Ahead() => at < end || Fill() ? buffer.AsSpan(at, end - at) : [];

    public void Pass(int bytes) => at += bytes;

    /// <summary>Reads the next byte; -1 at the end.</summary>
    public int Next() => at < end || Fill() ? buffer[at++] : -1;

    /// <summary>The next byte, not read; -1 at the end.</summary>
    public int Peek(bool skipSpace = true)
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

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        stream.Dispose();
    }
}
