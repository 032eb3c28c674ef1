using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Candor.Store;

/// <summary>
/// Walks a line that looks exactly as <see cref="EventLine.Write"/> makes it: no spaces, no escapes in texts. That is nearly every
/// line, and takes a third of the time of the general reader, which reads all others and finds the words for what is wrong.
/// </summary>
ref struct CanonicalLine
{
    static readonly SearchValues<byte> EndOfText = SearchValues.Create([(byte)'"', (byte)'\\', .. Enumerable.Range(0, 32).Select(i => (byte)i)]);

    /// <summary>Inside an event's object the general reader has one level less to give than it has at most.</summary>
    static readonly JsonReaderState Inside = new(new JsonReaderOptions { MaxDepth = 63 });

    readonly ReadOnlySpan<byte> line;
    readonly int start;
    int at;

    CanonicalLine(ReadOnlySpan<byte> line, int start)
    {
        this.line = line;
        this.start = start;
    }

    /// <summary>False when the line is not of this kind; what was put into the row then is to be forgotten.</summary>
    public static bool TryRead(TextArena arena, TextSlice copy, ref EventRow row)
    {
        TextSlice url = default, referrer = default;
        var line = new CanonicalLine(arena[copy], copy.Start);
        return line.ReadHead(ref row) && line.ReadPage(ref row, ref url, ref referrer) && line.ReadPerson(ref row) && line.ReadDevice(ref row)
            && line.IsAtEnd && Complete(arena, url, referrer, ref row);
    }

    static bool Complete(TextArena arena, TextSlice url, TextSlice referrer, ref EventRow row)
    {
        RowParts.Fill(arena, url, referrer, ref row);
        return true;
    }

    bool ReadHead(ref EventRow row) =>
        Member("{\"site\":"u8) && Text(out row[EventText.Site]) && !row[EventText.Site].IsEmpty
        && Member(",\"id\":"u8) && Uuid(out row.Id)
        && Member(",\"name\":"u8) && Text(out row[EventText.Name]) && !row[EventText.Name].IsEmpty
        && Member(",\"time\":"u8) && Integer(out row.Time) && RowParts.IsTime(row.Time)
        && Member(",\"received\":"u8) && Integer(out row.Received) && RowParts.IsTime(row.Received);

    bool ReadPage(ref EventRow row, ref TextSlice url, ref TextSlice referrer) =>
        (!Member(",\"url\":"u8) || Text(out url))
        && (!Member(",\"title\":"u8) || Text(out row[EventText.Title]))
        && (!Member(",\"referrer\":"u8) || Text(out referrer))
        && (!Member(",\"props\":"u8) || Object(out row[EventText.Props]))
        && (!Member(",\"value\":"u8) || Double(out row.Value))
        && (!Member(",\"currency\":"u8) || Text(out row[EventText.Currency]));

    bool ReadPerson(ref EventRow row) =>
        (!Member(",\"visitor\":"u8) || Text(out row[EventText.Visitor]))
        && (!Member(",\"user\":"u8) || Object(out row[EventText.Matching]))
        && (!Member(",\"consent\":"u8) || Byte(out row.Consent))
        && (!Member(",\"screen\":"u8) || Text(out row[EventText.Screen]))
        && (!Member(",\"language\":"u8) || Text(out row[EventText.Language]));

    bool ReadDevice(ref EventRow row) =>
        (!Member(",\"country\":"u8) || Text(out row[EventText.Country]))
        && (!Member(",\"region\":"u8) || Text(out row[EventText.Region]))
        && (!Member(",\"device\":"u8) || Text(out row[EventText.Device]))
        && (!Member(",\"browser\":"u8) || Text(out row[EventText.Browser]))
        && (!Member(",\"os\":"u8) || Text(out row[EventText.Os]))
        && (!Member(",\"bot\":"u8) || Text(out row[EventText.Bot]))
        && (!Member(",\"source\":"u8) || Byte(out row.Kind));

    /// <summary>Takes <c>{"name":</c> or <c>,"name":</c>; false when something else comes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    bool Member(ReadOnlySpan<byte> prefix)
    {
        if (!line[at..].StartsWith(prefix))
            return false;
        at += prefix.Length;
        return true;
    }

    readonly bool IsAtEnd => line[at..] is [(byte)'}'];

    bool Text(out TextSlice text)
    {
        text = default;
        if (at >= line.Length || line[at] != '"')
            return false;
        var rest = line[(at + 1)..];
        var length = rest.IndexOfAny(EndOfText);
        if (length < 0 || rest[length] != '"')
            return false;
        text = length == 0 ? default : new(start + at + 1, length);
        at += length + 2;
        return true;
    }

    bool Integer(out long value)
    {
        var read = Utf8Parser.TryParse(line[at..], out value, out var length) && IsEndOfNumber(at + length) && HasOneSpelling();
        at += length;
        return read;
    }

    /// <summary>Digits, perhaps a point and digits: what is spelled otherwise, and zero, is for the general reader.</summary>
    bool Double(out double value)
    {
        value = 0;
        var digits = line[at..];
        var whole = DigitsOf(digits);
        var length = whole < digits.Length && digits[whole] == '.' ? whole + 1 + DigitsOf(digits[(whole + 1)..]) : whole;
        if (whole == 0 || digits[0] == '0' || digits[length - 1] == '.' || !IsEndOfNumber(at + length))
            return false;
        at += length;
        return Utf8Parser.TryParse(digits[..length], out value, out var used) && used == length && double.IsFinite(value);
    }

    static int DigitsOf(ReadOnlySpan<byte> text) => text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') is >= 0 and var length ? length : text.Length;

    bool Uuid(out UInt128 id)
    {
        id = default;
        if (!Text(out var text) || text.Length != 36 || !Utf8Parser.TryParse(line.Slice(text.Start - start, 36), out Guid guid, out var used) || used != 36)
            return false;
        Span<byte> bytes = stackalloc byte[16];
        guid.TryWriteBytes(bytes, bigEndian: true, out _);
        id = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return true;
    }

    bool Byte(out byte value)
    {
        var read = Integer(out var number) && number is >= 0 and <= byte.MaxValue;
        value = (byte)number;
        return read;
    }

    /// <summary>An object of the sender's: anyone's JSON, so the general reader walks it.</summary>
    bool Object(out TextSlice json)
    {
        json = default;
        if (at >= line.Length || line[at] != '{')
            return false;
        var reader = new Utf8JsonReader(line[at..], isFinalBlock: false, Inside);
        try
        {
            if (!reader.Read() || !reader.TrySkip())
                return false;
        }
        catch (JsonException)
        {
            return false;
        }

        json = new(start + at, (int)reader.BytesConsumed);
        at += json.Length;
        return true;
    }

    readonly bool IsEndOfNumber(int place) => place < line.Length && line[place] is (byte)',' or (byte)'}';

    readonly bool HasOneSpelling()
    {
        var digits = line[at] == '-' ? at + 1 : at;
        return line[digits] is (>= (byte)'1' and <= (byte)'9') || (line[digits] == '0' && IsEndOfNumber(digits + 1));
    }
}
