
namespace Candor.Tests.Guard;

/// <summary>Hostile input of the largest size that Collect lets in; what it costs is in the benchmarks.</summary>
public sealed class WorstInputTests
{
    const int Size = 64 * 1024;

    public static TheoryData<string> Patterns =>
    [
        "a@b.c@", "%2525", "%25", "4111-1111-1111-1112 ", "12 34 56 ", "((((", "[at]", "eyJ", "a=b&", "{\"a\":", "[[", "://", "http://a?b=", "1.1.1.1.", "::", "aGVsbG8gd29ybGQ", "+1", "born 1.1.1990 ", "Welcome, A ", "MRN: 1 ", "é", "１", "\uD83D\uDE00", "name=a&email=", "x;y=",
        // Topics: phrases, near misses of phrases, words that go on, act upon act, compounds, encodings of them.
        "breast cancer ", "breast-cancer/", "breast breast cancer ", "book an appointment with dr. ", "schedule schedule ", "type 2 ", "pregnan", "schwangerschaftsabbruch", "Dr. A ", "suicide prevention hotline tel:988 ", "BreastCancer", "breast%2520cancer ", "gay-", "%D1%80%D0%B0%D0%BA ", "union of the ", "&condition=hiv", "{\"q\":\"hiv\"},", "aGl2IHRlc3Q=",
    ];

    [Theory, MemberData(nameof(Patterns))]
    public void SixtyFourKilobytesOfItComeToRest(string pattern)
    {
        var text = Repeated(pattern, Size);
        var quoted = System.Text.Json.JsonSerializer.Serialize(text);
        foreach (var e in (Event[])[Examples.Event(name: text), Examples.Event(referrer: "https://search.example/?q=" + text), Examples.Event(url: "https://www.example.org/#" + text), Examples.Event(title: text), Examples.Event(url: "https://www.example.org/" + text), Examples.Event(url: "https://www.example.org/?x=" + text), Examples.Event(props: $$"""{"x":{{quoted}}}"""), Examples.Event(props: $$"""{{{quoted}}:1}""")])
        {
            var verdict = Examples.Examine(e);
            Assert.DoesNotContain(verdict.Reasons, r => r.Why is "the examination failed" or "the event did not come to rest");
            if (verdict.Stored is { } stored)
                Assert.Same(stored, Examples.Examine(stored).Stored);
        }
    }

    /// <summary>
    /// Twice the input is at most about twice the work. Time is in the benchmarks; memory that is asked for tells the same without a clock:
    /// whoever goes over the text again for each find, or copies what is left of it, asks for four times as much.
    /// </summary>
    [Theory, MemberData(nameof(Patterns))]
    public void TwiceTheInputTakesTwiceTheMemory(string pattern)
    {
        var guard = Examples.Guard();
        foreach (var place in (Func<string, Event>[])[t => Examples.Event(title: t), t => Examples.Event(url: "https://www.example.org/?x=" + t), t => Examples.Event(props: $$"""{"x":{{System.Text.Json.JsonSerializer.Serialize(t)}}}""")])
        {
            var half = Asked(guard, place(Repeated(pattern, Size / 2)));
            var whole = Asked(guard, place(Repeated(pattern, Size)));
            Assert.InRange(whole, 0, 3 * half + 64 * 1024);
        }
    }

    static long Asked(Candor.Guard.EventGuard guard, Event e)
    {
        guard.Examine(e);
        var before = GC.GetAllocatedBytesForCurrentThread();
        guard.Examine(e);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    static string Repeated(string pattern, int size) => string.Concat(Enumerable.Repeat(pattern, size / pattern.Length));
}
