using System.Text.Json;
using Candor.Guard;

namespace Candor.Tests.Guard;

/// <summary>
/// <c>identities.jsonl</c>: events that carry an identity, with the category to be found and the strings that must be gone, and events that
/// only look so (<c>expect</c> is empty), which must pass untouched.
/// </summary>
public sealed class IdentityCorpusTests
{
    static readonly string[] Lines = File.ReadAllLines(Path.Combine(Repository.Root, "test/Candor.Tests/Guard/identities.jsonl"));

    static readonly EventGuard Guard = Examples.Guard();

    public static TheoryData<string> Carrying => [.. Lines.Where(l => Expected(l).Length > 0).Select(Name)];

    public static TheoryData<string> LookAlikes => [.. Lines.Where(l => Expected(l).Length == 0).Select(Name)];

    [Theory, MemberData(nameof(Carrying))]
    public void IdentitiesAreFoundAndGone(string name)
    {
        var line = Lines.Single(l => Name(l) == name);
        var trial = Trial.Read(line);
        var verdict = Guard.Examine(trial.Event);

        Assert.Equal(VerdictKind.Redact, verdict.Kind);
        Assert.Superset(Expected(line).ToHashSet(), verdict.Categories.ToHashSet());
        var stored = Examples.Line(verdict.Stored!) + verdict.Stored!.Form.Text() + string.Join(' ', verdict.Reasons);
        foreach (var secret in JsonElement.Parse(line).GetProperty("secrets").EnumerateArray())
            Assert.DoesNotContain(secret.GetString()!, stored, StringComparison.OrdinalIgnoreCase);
    }

    [Theory, MemberData(nameof(LookAlikes))]
    public void LookAlikesPassUntouched(string name)
    {
        var trial = Trial.Read(Lines.Single(l => Name(l) == name));
        var verdict = Guard.Examine(trial.Event);

        Assert.Empty(verdict.Reasons);
        Assert.Same(trial.Event, verdict.Stored);
    }

    [Fact]
    public void TheAnswerGivesALookAlikeBackAsItCame()
    {
        foreach (var line in Lines.Where(l => Expected(l).Length == 0))
        {
            var trial = Trial.Read(line);
            var answer = JsonElement.Parse(trial.Answer(Guard.Examine(trial.Event)));
            Assert.True(JsonElement.DeepEquals(JsonElement.Parse(line).GetProperty("event"), answer.GetProperty("stored")), line);
        }
    }

    [Fact]
    public void AGuardedEventIsFoundClean()
    {
        foreach (var line in Lines)
        {
            var stored = Guard.Examine(Trial.Read(line).Event).Stored!;
            Assert.Same(stored, Guard.Examine(stored).Stored);
        }
    }

    [Fact]
    public void TheCorpusIsLargeAndBothSidesAreTold()
    {
        Assert.InRange(Lines.Length, 150, int.MaxValue);
        Assert.InRange(Lines.Count(l => Expected(l).Length == 0), 75, int.MaxValue);
        Assert.Equal(Lines.Length, Lines.Select(Name).Distinct().Count());
    }

    [Fact]
    public void ReasonsNameTheFieldAndTheEvidence()
    {
        var verdict = Examples.Examine(Examples.Event(url: "https://www.example.org/a?email=maria%40example.com", props: """{"who":{"mail":"maria@example.com"}}"""));

        Assert.Contains(verdict.Reasons, r => r is { Category: Category.Email, Where: "url.query.email" });
        Assert.Contains(verdict.Reasons, r => r is { Category: Category.Email, Where: "props.who.mail" });
        Assert.All(verdict.Reasons, r => Assert.NotEqual("", r.Why));
    }

    static string Name(string line) => JsonElement.Parse(line).GetProperty("id").GetString()!;

    static string[] Expected(string line) => [.. JsonElement.Parse(line).GetProperty("expect").EnumerateArray().Select(e => e.GetString()!)];
}
