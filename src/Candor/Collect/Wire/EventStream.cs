using System.Text.Json;

namespace Candor.Collect.Wire;

/// <summary>The events of one body: a single object, an array, or one object a line (NDJSON).</summary>
/// <remarks>An event that breaks the JSON of an array ends it, since nobody can say where the next one starts. In NDJSON the
/// next line is read on. What was good before stays good.</remarks>
ref struct EventStream(ReadOnlyMemory<byte> body, ProblemList problems)
{
    // Deep enough for whatever a page may send beside props; below the stack's and the reader's own limits.
    static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

    /// <summary>An exception costs 10 µs: with more broken lines than this the rest is not read.</summary>
    const int BrokenLines = 100;

    int offset = Start(body.Span);
    int index = -1;
    int broken;
    bool inArray;
    bool done;
    Utf8JsonReader array;

    /// <summary>Moves to the next event; false at the end. <paramref name="isGood"/> is false when problems were added for it.</summary>
    public bool TryRead(out WireEvent e, out bool isGood)
    {
        e = default;
        isGood = false;
        if (done)
            return false;
        problems.Index = ++index;
        return inArray ? InArray(ref e, ref isGood) : OnLine(ref e, ref isGood);
    }

    bool OnLine(ref WireEvent e, ref bool isGood)
    {
        var rest = body.Span[offset..];
        var blank = rest.IndexOfAnyExcept(" \t\r\n"u8);
        if (blank < 0)
            return End(index == 0);
        offset += blank;
        rest = rest[blank..];
        if (index == 0 && rest[0] == '[')
        {
            array = new Utf8JsonReader(rest, Options);
            inArray = true;
            array.Read();
            return InArray(ref e, ref isGood);
        }
        var json = new Utf8JsonReader(rest, Options with { AllowMultipleValues = true });
        try
        {
            json.Read();
            isGood = EventDecoder.TryRead(ref json, body[offset..], problems, ref e);
            offset += (int)json.BytesConsumed;
        }
        catch (JsonException error)
        {
            Broken(error);
            done = !SkipLine(rest) || ++broken > BrokenLines;
        }
        return true;
    }

    bool InArray(ref WireEvent e, ref bool isGood)
    {
        try
        {
            if (!array.Read() || array.TokenType == JsonTokenType.EndArray)
            {
                // Trailing bytes after the array are an error of the whole body, but lose no event.
                while (array.Read())
                {
                }
                return End(empty: false);
            }
            isGood = EventDecoder.TryRead(ref array, body[offset..], problems, ref e);
        }
        catch (JsonException error)
        {
            Broken(error);
            done = true;
        }
        return true;
    }

    /// <summary>Goes on at the next line that starts with an event. A line of a body that is one indented object never does.</summary>
    bool SkipLine(ReadOnlySpan<byte> rest)
    {
        var next = rest.IndexOf("\n{"u8);
        offset += next + 1;
        return next >= 0;
    }

    bool End(bool empty)
    {
        if (empty)
            problems.Add("", RefusalReason.Missing, "The body is empty. Send one event, an array of events, or one event a line.");
        done = true;
        return false;
    }

    readonly void Broken(JsonException error) => problems.Add("", RefusalReason.Malformed,
        $"Not JSON at line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}. Was the body cut off, or a quote not escaped?");

    /// <summary>Behind a byte order mark, which some languages cannot help writing.</summary>
    static int Start(ReadOnlySpan<byte> bytes) => bytes.StartsWith("\uFEFF"u8) ? 3 : 0;
}
