using System.Text;
using System.Text.Json;
using Candor.Store;
using CsCheck;

namespace Candor.Tests.Store;

/// <summary>The fast reader and the general one say the same of every line that the fast one takes.</summary>
public sealed class CanonicalLineTests
{
    static readonly Gen<string> Odd = Gen.String[Gen.OneOf(
        Gen.Char[' ', '~'], Gen.Char, Gen.OneOf('"', '\\', '\n', '\0', '/', '?', '#', '@', ':', '<', '&', '+', '\u2028')), 0, 12];

    static readonly Gen<string> Text = Gen.Frequency((3, Gen.Const("")), (3, Gen.String[Gen.Char['a', 'z'], 1, 8]), (2, Odd));

    static readonly Gen<string> Address = Gen.Select(Gen.OneOf("", "https://", "HTTP://", "x:"), Gen.OneOf("", "Shop.Example", "u@h:443", "h:80"), Odd, (scheme, host, rest) => $"{scheme}{host}/{rest}");

    static readonly Gen<string> Json = Gen.OneOf(
        Gen.Const(""), Odd.Select(text => JsonSerializer.Serialize(new { text, list = new object[] { 1, text, new { } } })),
        Gen.OneOf("""{"engaged_ms":1e3,"scroll":40.6,"page":"x"}""", """{ "engaged_ms" : "1" }""", """{"page":"\ud800"}""", "{}", "null", "[1]", """{"a":""", new string('[', 70)),
        Gen.Int[60, 66].Select(depth => $"{string.Concat(Enumerable.Repeat("""{"a":""", depth))}1{new string('}', depth)}"));

    static readonly Gen<double?> Number = Gen.OneOf(
        Gen.Const((double?)null), Gen.Double.Select(d => double.IsFinite(d) ? (double?)d : 0), Gen.Int[-10, 100_000].Select(cents => (double?)(cents / 100.0)),
        Gen.OneOf<double?>(double.MaxValue, double.Epsilon, -0.0, 1e15, 1e16, 0.1 + 0.2));

    static readonly Gen<long> Time = Gen.OneOf(Gen.Long, Gen.Long[0, 2_000_000_000_000], Gen.OneOf(long.MinValue, long.MaxValue, 0, -1, 253402300799999, -62135596800000));

    static readonly Gen<Event> Events =
        from texts in Text.Array[14]
        from addresses in Address.Array[2]
        from name in Gen.OneOf(Gen.OneOf("PageView", "Engagement", "Purchase"), Text)
        from id in Gen.Guid
        from times in Time.Array[2]
        from json in Json.Array[2]
        from value in Number
        from bytes in Gen.Byte.Array[2]
        from removed in Gen.Frequency((4, Gen.Const(Array.Empty<string>())), (1, Text.Array[1, 3]))
        select new Event
        {
            Site = texts[0], Id = id, Name = name, Time = times[0], Received = times[1], Url = addresses[0], Title = texts[1], Referrer = addresses[1],
            Props = Encoding.UTF8.GetBytes(json[0]), Value = value, Currency = texts[2], Visitor = texts[3], User = Encoding.UTF8.GetBytes(json[1]),
            Consent = Consent.FromByte(bytes[0]), Screen = texts[4], Language = texts[5], Country = texts[6], Region = texts[7], Device = texts[8],
            Browser = texts[9], Os = texts[10], Bot = texts[11], Source = (EventSource)bytes[1], Removed = removed,
        };

    /// <summary>With every member filled as usual, so that no change of a byte is hidden behind another oddity.</summary>
    static readonly byte[] Usual = StoreTest.Line(StoreTest.View("/a?b=c") with
    {
        Title = "Ä title", Referrer = "https://www.google.com/", Props = """{"content_ids":["a"],"value":12.5}"""u8.ToArray(), Value = 12.5, Currency = "EUR",
        User = """{"em":"x"}"""u8.ToArray(), Consent = new(true, false), Screen = "1x1", Language = "de", Country = "DE", Region = "BE", Device = "mobile",
        Browser = "Safari", Os = "iOS", Bot = "bot", Source = (EventSource)2,
    });

    [Fact]
    public void BothSayTheSameOfWhateverIsWritten() => Events.Sample(e => Agree(StoreTest.Line(e)), iter: 20_000);

    [Fact]
    public void TheUsualLineIsTakenByTheFastOne() => Assert.NotNull(Told(Usual, Fast));

    [Fact]
    public void AChangedByteIsReadAlikeOrLeftToTheGeneralReader() =>
        Gen.Select(Gen.Int[0, Usual.Length - 1], Gen.OneOf(Gen.Byte, Gen.OneOf("\"\\{}[],:.+-eE0 "u8.ToArray()))).Sample(
            (at, value) => Agree([.. Usual[..at], value, .. Usual[(at + 1)..]]), iter: 20_000);

    [Fact]
    public void BytesLeftOutOrRepeatedAreReadAlikeOrLeftToTheGeneralReader() =>
        Gen.Select(Gen.Int[0, Usual.Length - 1], Gen.Int[0, Usual.Length - 1], Gen.Int[0, 40]).Sample(
            (to, from, length) => Agree([.. Usual[..to], .. Usual[from..Math.Min(from + length, Usual.Length)], .. Usual[Math.Min(to + (length / 2), Usual.Length)..]]), iter: 20_000);

    [Theory]
    [InlineData("1.e5"), InlineData("01"), InlineData("1."), InlineData("0x1"), InlineData("1e400"), InlineData("-0"), InlineData("+1"), InlineData("1e5"), InlineData(".5"), InlineData("1,5"), InlineData("NaN")]
    public void NumbersAreReadAlikeOrLeftToTheGeneralReader(string number) =>
        Agree(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Usual).Replace(":12.5,\"cur", $":{number},\"cur", StringComparison.Ordinal)));

    static void Agree(byte[] line)
    {
        if (System.Text.Unicode.Utf8.IsValid(line) && Told(line, Fast) is { } fast)
            Assert.Equal(Told(line, General), fast);
    }

    static bool Fast(byte[] line, TextArena arena, ref EventRow row) => CanonicalLine.TryRead(arena, arena.Add(line), ref row);

    static bool General(byte[] line, TextArena arena, ref EventRow row)
    {
        LineReader.ReadAny(line, arena, ref row);
        return true;
    }

    /// <summary>The row in words, or why there is none; null when the reader left the line to the other.</summary>
    static string? Told(byte[] line, Reader read)
    {
        using var arena = new TextArena();
        var row = new EventRow { Value = double.NaN };
        try
        {
            return read(line, arena, ref row) ? InWords(arena, row) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return $"{e.GetType().Name}: {e.Message}";
        }
    }

    static string InWords(TextArena arena, EventRow row)
    {
        var words = new StringBuilder($"{row.Time} {row.Received} {row.Id} {row.Visitor} {BitConverter.DoubleToInt64Bits(row.Value)} {row.Page} {row.EngagedMs} {row.Scroll} {row.Consent} {row.Kind} {row.Class} {row.Flags}");
        foreach (var text in Enum.GetValues<EventText>())
            words.Append('|').Append(Convert.ToHexString(arena[row[text]]));
        return words.ToString();
    }

    delegate bool Reader(byte[] line, TextArena arena, ref EventRow row);
}
