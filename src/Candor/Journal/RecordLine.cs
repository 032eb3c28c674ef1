using System.Buffers.Text;
using System.Numerics;

namespace Candor.Journal;

/// <summary>
/// How a record lies in a segment: the payload's own JSON object with three members in front, one line each, so that DuckDB's
/// <c>read_json</c>, ClickHouse's <c>JSONEachRow</c> and <c>jq</c> read a segment as it is.
/// <code>{"_seq":8124,"_off":3,"_crc":"1c291ca3","site":"s_8f3k", …}\n</code>
/// <c>_off</c> is the record's place in the group that was synced with it. Only the last group of a journal can be torn by a
/// power cut, and a torn one may have holes; <c>_off</c> tells such a hole from damage to something that was acknowledged.
/// </summary>
static class RecordLine
{
    public const int MaxHeaderBytes = 64;

    /// <summary>An empty object, its header and its newline.</summary>
    public const int LeastBytes = 39;
    const byte Open = (byte)'{';
    const byte NewLine = (byte)'\n';

    /// <summary>Writes the line with its end and returns its length.</summary>
    public static int Write(Span<byte> line, ReadOnlySpan<byte> payload, long sequence, int place)
    {
        var at = Put(line, 0, "{\"_seq\":"u8);
        at = Put(line, at, sequence);
        at = Put(line, at, ",\"_off\":"u8);
        at = Put(line, at, place);
        at = Put(line, at, ",\"_crc\":\""u8);
        Hex(line[at..], Checksum(payload, sequence, place));
        at += 8;
        line[at++] = (byte)'"';
        line[at++] = Separator(payload);
        payload[1..].CopyTo(line[at..]);
        at += payload.Length - 1;
        line[at++] = NewLine;
        return at;
    }

    /// <summary>
    /// Reads and checks one line without its end. Every bit of the line is covered: what the checksum does not cover must be
    /// exactly as <see cref="Write"/> puts it. <paramref name="payloadStart"/> is one byte before the payload's second byte;
    /// putting '{' there gives back the payload.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> line, out long sequence, out int place, out int payloadStart)
    {
        sequence = 0;
        place = 0;
        payloadStart = 0;
        var at = 0;
        if (!Take(line, ref at, "{\"_seq\":"u8) || !Take(line, ref at, out sequence) || sequence < 1
            || !Take(line, ref at, ",\"_off\":"u8) || !Take(line, ref at, out var offset) || offset > int.MaxValue
            || !Take(line, ref at, ",\"_crc\":\""u8) || line.Length < at + 8 + 2 + 1)
        {
            return false;
        }

        var written = line.Slice(at, 8);
        at += 8;
        if (line[at] != (byte)'"')
        {
            return false;
        }

        payloadStart = at + 1;
        place = (int)offset;
        Span<byte> expected = stackalloc byte[8];
        Hex(expected, Checksum(line[payloadStart..], sequence, place));
        return written.SequenceEqual(expected) && line[payloadStart] == Separator(line[payloadStart..]);
    }

    public static byte First => Open;

    static uint Checksum(ReadOnlySpan<byte> payload, long sequence, int place)
    {
        var crc = BitOperations.Crc32C(Crc32C.Seed, (ulong)sequence);
        crc = BitOperations.Crc32C(crc, (ulong)place);
        return ~Crc32C.Append(crc, payload[1..]);
    }

    /// <summary>No comma before an object that has no members of its own.</summary>
    static byte Separator(ReadOnlySpan<byte> payload)
    {
        var rest = payload[1..].TrimStart(" \t\r"u8);
        return rest is [(byte)'}', ..] ? (byte)' ' : (byte)',';
    }

    static int Put(Span<byte> line, int at, ReadOnlySpan<byte> text)
    {
        text.CopyTo(line[at..]);
        return at + text.Length;
    }

    static int Put(Span<byte> line, int at, long number)
    {
        Utf8Formatter.TryFormat(number, line[at..], out var written);
        return at + written;
    }

    static bool Take(ReadOnlySpan<byte> line, ref int at, ReadOnlySpan<byte> text)
    {
        var found = line[at..].StartsWith(text);
        at += text.Length;
        return found;
    }

    static bool Take(ReadOnlySpan<byte> line, ref int at, out long number)
    {
        var from = at;
        number = 0;
        while (at < line.Length && line[at] is >= (byte)'0' and <= (byte)'9' && at - from < 18)
        {
            number = (number * 10) + line[at++] - '0';
        }

        // One spelling for a number: a leading zero would be a change that the checksum does not see.
        return at > from && (line[from] != '0' || at == from + 1);
    }

    static void Hex(Span<byte> digits, uint value)
    {
        for (var i = 7; i >= 0; i--, value >>= 4)
        {
            digits[i] = "0123456789abcdef"u8[(int)(value & 15)];
        }
    }
}
