using Candor.Guard;
using Candor.Guard.Detect;
using CsCheck;

namespace Candor.Tests.Guard.Detect;

public sealed class NumberDetectorTests
{
    /// <summary>A right number of each detector, written so that nothing around it is needed, or in a field that names it.</summary>
    public static TheoryData<string, string, string> Right => new()
    {
        { "x", "4111111111111111", "card" }, { "x", "5555 5555 5555 4444", "card" }, { "x", "378282246310005", "card" }, { "x", "30569309025904", "card" }, { "x", "6011111111111117", "card" }, { "x", "3530111333300000", "card" }, { "x", "6200000000000005", "card" }, { "card_number", "4222222222222", "card" },
        { "x", "DE89370400440532013000", "bank" }, { "x", "NO93 8601 1117 947", "bank" }, { "x", "FR14 2004 1010 0505 0001 3M02 606", "bank" }, { "x", "NL91ABNA0417164300", "bank" },
        { "x", "536-90-4399", "gov_id" }, { "social_security", "536904399", "gov_id" }, { "x", "1EG4TE5MK73", "health_id" }, { "x", "JG103759A", "gov_id" }, { "x", "943 476 5919", "gov_id" }, { "x", "046-454-286", "gov_id" }, { "x", "12345678Z", "gov_id" }, { "x", "X1234567L", "gov_id" },
        { "x", "RSSMRA85T10A562S", "gov_id" }, { "x", "RSS MRA 85T10 A562S", "gov_id" }, { "x", "2 55 08 14 168 025 38", "gov_id" }, { "x", "86 095 742 719", "gov_id" }, { "x", "111.444.777-35", "gov_id" }, { "x", "2341 2341 2346", "gov_id" }, { "pesel", "44051401359", "gov_id" }, { "bsn", "111222333", "gov_id" }, { "x", "19811218-9876", "gov_id" }, { "x", "756.9217.0769.85", "gov_id" }, { "x", "85.07.30-033.28", "gov_id" },
    };

    [Theory, MemberData(nameof(Right))]
    public void ARightNumberIsFound(string field, string number, string category) =>
        Assert.Equal([category], Examples.Examine(Examples.Event(props: $$"""{"{{field}}":"{{number}}"}""")).Categories);

    [Theory, MemberData(nameof(Right))]
    public void ItIsFoundInTheMiddleOfASentenceWhenItNeedsNoWord(string field, string number, string category)
    {
        if (field == "x" && number.Length != 9)
            Assert.Equal([category], Examples.Examine(Examples.Event(title: $"The number is {number}, thanks.")).Categories);
    }

    [Theory]
    [InlineData("4111111111111112")]
    [InlineData("1111111111111117")]
    [InlineData("DE89370400440532013001")]
    [InlineData("XX89370400440532013000")]
    [InlineData("666-12-3456")]
    [InlineData("000-12-3456")]
    [InlineData("123-00-4567")]
    [InlineData("046-454-287")]
    [InlineData("12345678A")]
    [InlineData("RSSMRA85T10A562T")]
    [InlineData("86 095 742 718")]
    [InlineData("111.444.777-36")]
    [InlineData("2341 2341 2347")]
    [InlineData("19811218-9877")]
    [InlineData("756.9217.0769.86")]
    [InlineData("85.07.30-033.29")]
    [InlineData("4111-1111-1111-1111-1")]
    [InlineData("0.4111111111111111")]
    public void AWrongNumberPasses(string number)
    {
        var e = Examples.Event(title: $"The number is {number}, thanks.", props: $$"""{"x":"{{number}}"}""");
        Assert.Same(e, Examples.Examine(e).Stored);
    }

    [Fact]
    public void OneWrongDigitIsAlwaysNoticedByLuhnAndVerhoeff() => Gen.Select(Gen.Int[0, 15], Gen.Int[1, 9]).Sample((place, by) =>
    {
        Assert.False(CheckDigits.Luhn(Change("4111111111111111", place, by)));
        Assert.False(CheckDigits.Verhoeff(Change("234123412346", place % 12, by)));
    });

    [Fact]
    public void EveryDetectorIsReachedByAWayOfWriting() =>
        Assert.All(Detectors.Numbers, d => Assert.True(d.Lengths.Count + d.Groups.Count > 0 && d.Why.Length > 0 && Category.Mark(d.Category) != "[removed]"));

    static string Change(string digits, int place, int by) => digits[..place] + (char)('0' + (digits[place] - '0' + by) % 10) + digits[(place + 1)..];
}
