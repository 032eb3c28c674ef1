using System.Text;
using Candor.Collect.Wire;

namespace Candor.Tests.Collect.Wire;

public sealed class EventDecoderTests
{
    [Fact]
    public void EveryFieldOfTheWireFormatIsRead()
    {
        var e = Assert.Single(Decoded.From("""
            {"site":"s_1","id":"0192f0c1-2345-7abc-8def-0123456789ab","name":"Purchase","time":1790000000000,"sent":1790000000500,"url":"https://example.org/a?b=c","title":"Ä \"q\"",
             "referrer":"https://a.example/","props":{"value":42.5,"currency":"eur","content_ids":["sku1"]},"visitor":"c.x","user":{"em":"ab"},"consent":{"analytics":true,"ads":false},
             "gpc":true,"screen":"1440x900","language":"en-GB","source":"server","unknown":{"deep":[1,2]}}
            """).Events);

        Assert.Equal(("s_1", "Purchase", 1790000000000, 1790000000500), (e.Site, e.Name, e.Time, e.Sent));
        Assert.Equal(Guid.Parse("0192f0c1-2345-7abc-8def-0123456789ab"), e.Id);
        Assert.Equal(("https://example.org/a?b=c", "Ä \"q\"", "https://a.example/"), (e.Url, e.Title, e.Referrer));
        Assert.Equal((42.5, "EUR"), (e.Props.Value, e.Props.Currency));
        Assert.Equal("""{"value":42.5,"currency":"eur","content_ids":["sku1"]}""", Encoding.UTF8.GetString(e.Props.Bytes.Span));
        Assert.Equal("""{"em":"ab"}""", Encoding.UTF8.GetString(e.User.Bytes.Span));
        Assert.Equal((true, false, true), (e.Analytics, e.Ads, e.OptOut));
        Assert.Equal(("c.x", "1440x900", "en-GB", EventSource.Server), (e.Visitor, e.Screen, e.Language, e.Source));
    }

    [Theory]
    [InlineData("\"site\":5,\"name\":\"a\"", "site")]
    [InlineData("\"site\":\"s\",\"name\":{}", "name")]
    [InlineData("\"site\":\"s\",\"name\":\"a\",\"time\":\"now\"", "time")]
    [InlineData("\"site\":\"s\",\"name\":\"a\",\"url\":[1]", "url")]
    [InlineData("\"site\":\"s\",\"name\":\"a\",\"props\":\"x\"", "props")]
    [InlineData("\"site\":\"s\",\"name\":\"a\",\"props\":[]", "props")]
    [InlineData("\"site\":\"s\",\"name\":\"a\",\"consent\":true", "consent")]
    [InlineData("\"site\":\"s\",\"name\":\"a\",\"consent\":{\"ads\":1}", "consent.ads")]
    [InlineData("\"site\":\"s\",\"name\":\"a\",\"gpc\":\"1\"", "gpc")]
    [InlineData("\"site\":\"s\",\"name\":\"a\",\"source\":\"web\"", "source")]
    [InlineData("\"site\":\"s\",\"name\":\"a\",\"id\":17", "id")]
    public void WrongTypesAreNamedByField(string members, string field)
    {
        var problem = Decoded.From($"{{{members}}}").Problem;
        Assert.Equal((field, RefusalReason.WrongType), (problem.Field, problem.Reason));
    }

    [Fact]
    public void AllProblemsOfAnEventAreListedAtOnce()
    {
        var problems = Decoded.From("""{"site":1,"url":2,"props":3,"time":"x"}""").Problems;
        Assert.Equal(["site", "url", "props", "time", "name"], problems.First.Select(p => p.Field));
    }

    [Theory]
    [InlineData("""{"name":"a"}""", "site")]
    [InlineData("""{"site":"s"}""", "name")]
    [InlineData("""{"site":"s","name":""}""", "name")]
    [InlineData("""{"site":null,"name":"a"}""", "site")]
    public void SiteAndNameAreRequired(string body, string field) =>
        Assert.Equal((field, RefusalReason.Missing), (Decoded.From(body).Problem.Field, Decoded.From(body).Problem.Reason));

    [Theory]
    [InlineData("1e400")]
    [InlineData("-1e999")]
    [InlineData("1e308000")]
    public void NumbersThatNoReaderCanHoldAreRefused(string number)
    {
        Assert.Equal(RefusalReason.NumberRange, Decoded.With($"\"props\":{{\"value\":{number}}}").Problem.Reason);
        Assert.Equal(RefusalReason.NumberRange, Decoded.With($"\"time\":{number}").Problem.Reason);
    }

    [Fact]
    public void NumbersBeyondInt64ComeThroughUnchanged() =>
        Assert.Equal("""{"a":99999999999999999999,"b":-0,"c":1E+2}""", Decoded.With("""  "props":{"a":99999999999999999999,"b":-0,"c":1E+2}""").Props);

    [Fact]
    public void ATimeOutsideTheCalendarIsRefused() => Assert.Equal("time", Decoded.With("\"time\":9223372036854775807").Problem.Field);

    [Fact]
    public void NaNIsNotJson() => Assert.Equal(RefusalReason.Malformed, Decoded.With("\"props\":{\"value\":NaN}").Problem.Reason);

    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":1,"\u0061":2}""")]
    [InlineData("""{"b":{"a":1,"a":2}}""")]
    public void ANameThatComesTwiceIsRefused(string props) => Assert.Equal(RefusalReason.Duplicate, Decoded.With($"\"props\":{props}").Problem.Reason);

    [Fact]
    public void OneNameInTwoObjectsIsNoDuplicate() => Assert.Empty(Decoded.With("""  "props":{"a":{"a":1,"b":1},"b":[{"a":1},{"a":2}]}""").Problems.First);

    [Theory]
    [InlineData("\"url\":\"a\",\"url\":\"b\"")]
    [InlineData("\"url\":\"a\",\"\\u0075rl\":\"b\"")]
    public void AFieldThatComesTwiceIsRefused(string members) => Assert.Equal(("url", RefusalReason.Duplicate), (Decoded.With(members).Problem.Field, Decoded.With(members).Problem.Reason));

    [Fact]
    public void PrototypeNamesAreOrdinaryData() =>
        Assert.Equal("""{"__proto__":{"admin":true},"constructor":1}""", Decoded.With("""  "props":{"__proto__":{"admin":true},"constructor":1}""").Props);

    [Fact]
    public void HalfASurrogatePairAndNulBecomeTheReplacementCharacter()
    {
        var decoded = Decoded.With("""  "title":"a\ud83d\u0000b","props":{"x\ud800":"\udc00\u0000\ud83d\ude00\n"}""");
        Assert.Equal("a\uFFFD\uFFFDb", Assert.Single(decoded.Events).Title);
        Assert.Equal("{\"x\uFFFD\":\"\uFFFD\uFFFD\\uD83D\\uDE00\\n\"}", decoded.Props);
    }

    [Fact]
    public void ControlCharactersInTextBecomeSpaces() => Assert.Equal("a b c", Assert.Single(Decoded.With("""  "title":"a\nb\u001bc" """).Events).Title);

    [Fact]
    public void PropsOverSeveralLinesBecomeOneLine() => Assert.Equal("""{"a":[1,2],"b":"x y"}""", Decoded.With("\"props\":{\n  \"a\": [1,\n 2],\r\n\t\"b\":\"x y\" }").Props);

    [Fact]
    public void NestingStopsAtEightLevels()
    {
        static string Nested(int levels) => string.Concat(Enumerable.Repeat("{\"a\":", levels - 1)) + "1" + new string('}', levels - 1);
        Assert.Empty(Decoded.With($"\"props\":{Nested(8)}").Problems.First);
        Assert.Equal(RefusalReason.TooDeep, Decoded.With($"\"props\":{Nested(9)}").Problem.Reason);
        Assert.Equal(RefusalReason.Malformed, Decoded.With($"\"props\":{Nested(10_000)}").Problems.First[^1].Reason);
    }

    [Fact]
    public void ArraysNestToTheSameDepthAsObjects() => Assert.Equal(RefusalReason.TooDeep, Decoded.With("\"props\":{\"a\":[[[[[[[1]]]]]]]}").Problem.Reason);

    [Fact]
    public void PropertiesStopAt255()
    {
        static string Many(int count) => "{" + string.Join(',', Enumerable.Range(0, count).Select(i => $"\"p{i}\":{i}")) + "}";
        Assert.Empty(Decoded.With($"\"props\":{Many(255)}").Problems.First);
        Assert.Equal(RefusalReason.TooManyProperties, Decoded.With($"\"props\":{Many(256)}").Problem.Reason);
        Assert.Equal(RefusalReason.TooManyProperties, Decoded.With($"\"props\":{Many(10_000)}").Problems.First[0].Reason);
    }

    [Fact]
    public void LongNamesAreRefusedAndLongTitlesCut()
    {
        Assert.Equal(RefusalReason.TooLong, Decoded.From($$"""{"site":"s","name":"{{new string('n', 101)}}"}""").Problem.Reason);
        Assert.Empty(Decoded.From($$"""{"site":"s","name":"{{new string('ü', 100)}}"}""").Problems.First);
        Assert.Equal(RefusalReason.TooLong, Decoded.With($"\"visitor\":\"{new string('v', 129)}\"").Problem.Reason);
        Assert.Equal(RefusalReason.TooLong, Decoded.With($"\"props\":{{\"{new string('k', 101)}\":1}}").Problem.Reason);
        var title = Assert.Single(Decoded.With($"\"title\":\"a{string.Concat(Enumerable.Repeat("😀", 600))}\"").Events).Title!;
        Assert.Equal(999, title.Length);
        Assert.False(char.IsHighSurrogate(title[^1]));
    }

    [Fact]
    public void AnEventAboveSixtyFourKilobytesIsRefused() => Assert.Equal(RefusalReason.TooLarge, Decoded.With($"\"props\":{{\"a\":\"{new string('x', 65_536)}\"}}").Problem.Reason);

    [Fact]
    public void AnIdThatIsNoUuidIsTheSameEachTime()
    {
        var first = Assert.Single(Decoded.With("\"id\":\"order-1001\"").Events).Id;
        Assert.Equal(EventId.Parse("order-1001"), first);
    }

    [Fact]
    public void AnswersNeverRepeatAValue()
    {
        var decoded = Decoded.From("""{"site":["jane@example.org"],"name":{"x":"jane@example.org"},"time":"jane@example.org","props":{"jane@example.org":1,"jane@example.org":2}}""");
        Assert.Equal(4, decoded.Problems.Count);
        Assert.DoesNotContain(decoded.Problems.First, p => p.Detail.Contains("jane", StringComparison.Ordinal) || p.Field.Contains("jane", StringComparison.Ordinal));
    }
}
