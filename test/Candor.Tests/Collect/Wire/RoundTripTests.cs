using System.Buffers;
using System.Text.Json;
using CsCheck;

namespace Candor.Tests.Collect.Wire;

public sealed class RoundTripTests
{
    /// <summary>Any JSON value with texts of any characters, half pairs and NUL included, up to four levels deep.</summary>
    static readonly Gen<object?> Value = Gen.Recursive<object?>((depth, deeper) => depth > 3
        ? Gen.String.Select(s => (object?)s)
        : Gen.OneOf<object?>(Gen.String.Select(s => (object?)s), Gen.Double.Select(d => (object?)(double.IsFinite(d) ? d : 0)), Gen.Long.Select(l => (object?)l), Gen.Bool.Select(b => (object?)b), Gen.Const((object?)null),
            deeper.Array[0, 3].Select(a => (object?)a), Gen.Dictionary(Gen.String[0, 12], deeper)[0, 4].Select(d => (object?)d)));

    /// <summary>What passes the decoder is written as one line and read back the same, so no later room meets what it cannot read.</summary>
    [Fact]
    public void WhatIsAcceptedSurvivesTheJournalsLine() => Gen.Select(Gen.Dictionary(Gen.String[0, 12], Value)[0, 6], Gen.String[0, 40], Gen.Bool).Sample((props, title, indented) =>
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { site = "s_1", name = "a", title, props }, indented ? Indented : null);
        var decoded = Decoded.From(body);
        // Names that differ only in their lone halves become one name, and two equal names are refused.
        if (decoded.Events is not [var e])
            return;
        var written = new ArrayBufferWriter<byte>();
        EventLine.Write(new Event { Site = e.Site!, Id = Guid.Empty, Name = e.Name!, Time = 1, Received = 2, Title = e.Title!, Props = e.Props.Bytes }, written);
        var line = written.WrittenSpan;
        Assert.Equal(line.Length - 1, line.IndexOf((byte)'\n'));
        var read = EventLine.Read(line[..^1]);
        Assert.Equal(e.Title, read.Title);
        Assert.Equal(e.Props.Bytes.ToArray(), read.Props.ToArray());
        Assert.True(System.Text.Unicode.Utf8.IsValid(line));
        if (read.Props.Length > 0)
            AssertReadable(JsonDocument.Parse(read.Props).RootElement);
    }, iter: 3_000);

    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The strictest reader we know throws at half a pair.</summary>
    static void AssertReadable(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    Assert.DoesNotContain('\0', member.Name);
                    AssertReadable(member.Value);
                }
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    AssertReadable(item);
                break;
            case JsonValueKind.String:
                Assert.DoesNotContain('\0', element.GetString()!);
                break;
        }
    }
}
