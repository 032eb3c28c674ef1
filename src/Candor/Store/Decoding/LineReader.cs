using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Unicode;

namespace Candor.Store;

/// <summary>
/// Reads an event line straight into a row: the loader's counterpart of <see cref="EventLine.Read"/>, without an object or a string
/// for each event. Both read the same lines; a test holds them together.
/// </summary>
ref struct LineReader
{
    static readonly byte[][] Names = [.. Enum.GetNames<LineMember>().Select(name => System.Text.Encoding.UTF8.GetBytes(name.ToLowerInvariant()))];

    readonly ReadOnlySpan<byte> line;
    readonly TextArena arena;
    Utf8JsonReader json;
    TextSlice url, referrer;
    uint seen;

    LineReader(ReadOnlySpan<byte> line, TextArena arena)
    {
        this.line = line;
        this.arena = arena;
        json = new Utf8JsonReader(line);
    }

    /// <exception cref="JsonException">The line is not an event; the message says why.</exception>
    public static void Read(ReadOnlySpan<byte> line, TextArena arena, ref EventRow row)
    {
        if (!Utf8.IsValid(line))
            throw new JsonException("The line is not UTF-8.");
        var used = arena.Used;
        var sequence = row.Sequence;
        row.Value = double.NaN;
        try
        {
            if (CanonicalLine.TryRead(arena, arena.Add(line), ref row))
                return;

            arena.CutAt(used);
            row = new EventRow { Sequence = sequence, Value = double.NaN };
            ReadAny(line, arena, ref row);
        }
        catch (InvalidOperationException e)
        {
            // A lone surrogate (\ud800) is valid JSON that no UTF-8 text can hold.
            throw new JsonException(e.Message, e);
        }
    }

    /// <summary>For every line, whatever its spelling.</summary>
    public static void ReadAny(ReadOnlySpan<byte> line, TextArena arena, ref EventRow row) => new LineReader(line, arena).Read(ref row);

    void Read(ref EventRow row)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            throw new JsonException("An event line starts with an object.");

        var expected = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var member = Member(expected);
            expected = (int)member + 1;
            json.Read();
            Take(member, ref row);
        }

        json.Read();
        Require(LineMember.Site, LineMember.Id, LineMember.Name, LineMember.Time, LineMember.Received);
        RowParts.Fill(arena, url, referrer, ref row);
    }

    /// <summary>Members come in the writer's order, so the next one is nearly always right or close behind.</summary>
    readonly LineMember Member(int expected)
    {
        for (var i = expected; i < (int)LineMember.Unknown; i++)
            if (json.ValueTextEquals(Names[i]))
                return (LineMember)i;
        for (var i = 0; i < expected && i < (int)LineMember.Unknown; i++)
            if (json.ValueTextEquals(Names[i]))
                return (LineMember)i;
        return LineMember.Unknown;
    }

    void Take(LineMember member, ref EventRow row)
    {
        seen |= 1u << (int)member;
        switch (member)
        {
            case LineMember.Site: row[EventText.Site] = Needed("site"); break;
            case LineMember.Id: row.Id = Uuid("id"); break;
            case LineMember.Name: row[EventText.Name] = Needed("name"); break;
            case LineMember.Time: row.Time = Instant("time"); break;
            case LineMember.Received: row.Received = Instant("received"); break;
            case LineMember.Url: url = Text(); break;
            case LineMember.Title: row[EventText.Title] = Text(); break;
            case LineMember.Referrer: referrer = Text(); break;
            case LineMember.Props: row[EventText.Props] = Raw(); break;
            case LineMember.Value: row.Value = Number(); break;
            case LineMember.Currency: row[EventText.Currency] = Text(); break;
            case LineMember.Visitor: row[EventText.Visitor] = Text(); break;
            case LineMember.User: row[EventText.Matching] = Raw(); break;
            case LineMember.Consent: row.Consent = Byte("consent"); break;
            case LineMember.Screen: row[EventText.Screen] = Text(); break;
            case LineMember.Language: row[EventText.Language] = Text(); break;
            case LineMember.Country: row[EventText.Country] = Text(); break;
            case LineMember.Region: row[EventText.Region] = Text(); break;
            case LineMember.Device: row[EventText.Device] = Text(); break;
            case LineMember.Browser: row[EventText.Browser] = Text(); break;
            case LineMember.Os: row[EventText.Os] = Text(); break;
            case LineMember.Bot: row[EventText.Bot] = Text(); break;
            case LineMember.Source: row.Kind = Byte("source"); break;
            case LineMember.Removed: row[EventText.Removed] = List(); break;
            default: json.Skip(); break;
        }
    }

    readonly void Require(params ReadOnlySpan<LineMember> members)
    {
        foreach (var member in members)
            if ((seen & 1u << (int)member) == 0)
                throw new JsonException($"An event line needs '{member.ToString().ToLowerInvariant()}'.");
    }

    TextSlice Text()
    {
        if (json.TokenType == JsonTokenType.Null)
            return default;
        if (json.TokenType != JsonTokenType.String)
            throw new JsonException($"Text was expected, not {json.TokenType}.");
        return json.ValueIsEscaped ? arena.Commit(json.CopyString(arena.Reserve(json.ValueSpan.Length))) : arena.Add(json.ValueSpan);
    }

    TextSlice Needed(string name)
    {
        var text = Text();
        return text.IsEmpty ? throw new JsonException($"'{name}' is empty.") : text;
    }

    TextSlice Raw()
    {
        var start = (int)json.TokenStartIndex;
        if (json.TokenType == JsonTokenType.Null)
            return default;
        json.Skip();
        return arena.Add(line[start..(int)json.BytesConsumed]);
    }

    readonly UInt128 Uuid(string name)
    {
        if (json.TokenType != JsonTokenType.String || !json.TryGetGuid(out var id))
            throw new JsonException($"'{name}' is not a UUID.");
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    readonly long Instant(string name) =>
        json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var time) && RowParts.IsTime(time)
            ? time
            : throw new JsonException($"'{name}' is not a time in milliseconds between the years 1 and 9999.");

    readonly double Number() =>
        json.TokenType == JsonTokenType.Number && json.TryGetDouble(out var value) && double.IsFinite(value)
            ? value
            : throw new JsonException("'value' is not a finite number.");

    readonly byte Byte(string name) =>
        json.TokenType == JsonTokenType.Number && json.TryGetByte(out var value) ? value : throw new JsonException($"'{name}' is not a number from 0 to 255.");

    TextSlice List()
    {
        if (json.TokenType != JsonTokenType.StartArray)
            throw new JsonException("'removed' is not a list.");
        var joined = "";
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            joined = joined.Length == 0 ? json.GetString()! : $"{joined},{json.GetString()}";
        return arena.Add(joined);
    }
}
