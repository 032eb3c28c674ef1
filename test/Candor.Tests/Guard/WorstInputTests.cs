
namespace Candor.Tests.Guard;

/// <summary>Hostile input of the largest size that Collect lets in; what it costs is in the benchmarks.</summary>
public sealed class WorstInputTests
{
    const int Size = 64 * 1024;

    public static TheoryData<string> Patterns =>
    [
        "a@b.c@", "%2525", "%25", "4111-1111-1111-1112 ", "12 34 56 ", "((((", "[at]", "eyJ", "a=b&", "{\"a\":", "[[", "://", "http://a?b=", "1.1.1.1.", "::", "aGVsbG8gd29ybGQ", "+1", "born 1.1.1990 ", "Welcome, A ", "MRN: 1 ", "é", "１", "\uD83D\uDE00", "name=a&email=", "x;y=",
    ];

    [Theory, MemberData(nameof(Patterns))]
    public void SixtyFourKilobytesOfItComeToRest(string pattern)
    {
        var text = string.Concat(Enumerable.Repeat(pattern, Size / pattern.Length));
        var quoted = System.Text.Json.JsonSerializer.Serialize(text);
        foreach (var e in (Event[])[Examples.Event(title: text), Examples.Event(url: "https://www.example.org/" + text), Examples.Event(url: "https://www.example.org/?x=" + text), Examples.Event(props: $$"""{"x":{{quoted}}}"""), Examples.Event(props: $$"""{{{quoted}}:1}""")])
        {
            var verdict = Examples.Examine(e);
            Assert.DoesNotContain(verdict.Reasons, r => r.Why is "the examination failed" or "the event did not come to rest");
            if (verdict.Stored is { } stored)
                Assert.Same(stored, Examples.Examine(stored).Stored);
        }
    }
}
