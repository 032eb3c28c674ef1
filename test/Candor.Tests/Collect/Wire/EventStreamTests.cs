using System.Text;
using Candor.Collect.Wire;
using CsCheck;

namespace Candor.Tests.Collect.Wire;

public sealed class EventStreamTests
{
    const string A = """{"site":"s","name":"a"}""";
    const string B = """{"site":"s","name":"b"}""";
    const string Bad = """{"site":"s","name":7}""";

    [Theory]
    [InlineData(A, "a")]
    [InlineData($"[{A},{B}]", "ab")]
    [InlineData($" [ {A} , {B} ] \n", "ab")]
    [InlineData($"{A}\n{B}", "ab")]
    [InlineData($"{A}\r\n\r\n{B}\r\n", "ab")]
    [InlineData("\uFEFF" + A, "a")]
    [InlineData("[]", "")]
    [InlineData("{\n  \"site\": \"s\",\n  \"name\": \"a\"\n}", "a")]
    public void EventsComeAloneInAnArrayOrOnePerLine(string body, string names)
    {
        var decoded = Decoded.From(body);
        Assert.Empty(decoded.Problems.First);
        Assert.Equal(names, string.Concat(decoded.Events.Select(e => e.Name)));
    }

    [Theory]
    [InlineData($"[{A},{Bad},{B}]", "ab", 1)]
    [InlineData($"{A}\n{Bad}\n{B}", "ab", 1)]
    [InlineData($"[1,{A}]", "a", 0)]
    [InlineData($"{A}\n{{\"site\":\"s\",\n{B}", "ab", 1)]
    [InlineData($"{A}\nnot json\n{B}", "ab", 1)]
    [InlineData($"[{A},{{\"site\":", "a", 1)]
    [InlineData($"[{A}", "a", 1)]
    [InlineData($"[{A}] x", "a", 1)]
    public void OneBadEventLosesNoGoodOne(string body, string names, int bad)
    {
        var decoded = Decoded.From(body);
        Assert.Equal(names, string.Concat(decoded.Events.Select(e => e.Name)));
        Assert.Equal(bad, decoded.Problem.Index);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    public void AnEmptyBodyIsNamed(string body) => Assert.Equal(RefusalReason.Missing, Decoded.From(body).Problem.Reason);

    [Theory]
    [InlineData("{")]
    [InlineData("[")]
    [InlineData("nul")]
    [InlineData("{\"site\":\"s\",\"name\":\"a\"")]
    [InlineData("{'site':'s'}")]
    [InlineData("{\"site\":\"s\",}")]
    public void BrokenJsonIsNamedWithItsPlace(string body)
    {
        var problem = Decoded.From(body).Problem;
        Assert.Equal(RefusalReason.Malformed, problem.Reason);
        Assert.Contains("line 1", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void AMillionElementsGiveABoundedAnswer()
    {
        var problems = Decoded.From("[" + string.Join(',', Enumerable.Repeat("1", 250_000)) + "]").Problems;
        Assert.Equal(250_000, problems.Count);
        Assert.Equal(ProblemList.Listed, problems.First.Count);
    }

    [Fact]
    public void EndlessBrokenLinesAreNotReadToTheEnd() => Assert.InRange(Decoded.From(string.Concat(Enumerable.Repeat("{x\n", 100_000))).Problems.Count, 1, 200);

    [Fact]
    public void NoBytesWhateverMakeTheDecoderThrow() => Gen.Byte.Array[0, 300].Sample(bytes => { Decoded.From(bytes); }, iter: 20_000);

    [Fact]
    public void NoMutationOfAnEventMakesTheDecoderThrow()
    {
        var seed = Encoding.UTF8.GetBytes("""[{"site":"s","id":"x","name":"a\ud83d","time":1e3,"props":{"value":"1","a":[{"b":null}],"c\u0000":"\ud800"},"consent":{"ads":true}},{"site":"s","name":"b","user":{"em":"x"}}]""");
        Gen.Select(Gen.Int[0, seed.Length - 1], Gen.Byte, Gen.Int[0, seed.Length]).Array[1, 6].Sample(changes =>
        {
            var bytes = seed.ToArray();
            foreach (var (at, value, _) in changes)
                bytes[at] = value;
            Decoded.From(bytes[..(changes[0].Item3 == 0 ? bytes.Length : changes[0].Item3)]);
        }, iter: 50_000);
    }
}
