using Candor.Guard;
using Candor.Guard.Policy;
using CsCheck;

namespace Candor.Tests.Guard.Policy;

/// <summary>What holds for any event under any policy.</summary>
public sealed class PolicyPropertyTests
{
    static readonly string[] Segments = ["p", "q", "services", "login", "appointments", "my", "a", "x", "oncology", "maria@example.com", "%70", "..", "portal;j=1", "account", "kids", "~"];

    static readonly Gen<string> AnyUrl = Gen.Select(
        Gen.OneOf("https://www.example.org/", "https://other.example/", "/", "", "//www.example.org/"), Gen.OneOf(Segments).Array[0, 4], Gen.OneOf("", "?q1=a&d1=b&email=a@b.example", "#/p/1", "#!/login?f1=1", "?utm_source=x#top"),
        (start, path, rest) => start + string.Join('/', path) + rest);

    static readonly Gen<string> AnyProps = Gen.OneOf("e1", "e2", "p1", "d1", "F1", "g1", "message", "comments", "value", "page", "other").Array[0, 4]
        .Select(names => $"{{{string.Join(',', names.Distinct().Select(n => $"\"{n}\":\"{(n.Length > 4 ? "breast cancer of a.b@example.com" : "x")}\""))}}}");

    static readonly Gen<Event> AnyEvent = Gen.Select(AnyUrl, Gen.OneOf("PageView", "Lead", "Engagement", "Debug", "Schedule", "BookOncology"), Gen.OneOf("", "Oncology", "Hello"), AnyUrl, AnyProps, Gen.OneOf("", "c.AAAAAAAAAAAAAAAAAAAAAA", "d.0123456789abcdef"), Gen.OneOf("", "DE", "US"),
        (url, name, title, referrer, props, visitor, country) => Examples.Event(url, name, title, referrer, props, """{"em":"b6c3232847c9d545a646e7cf3e03bc2f22a403d5b147d0b1482ef492c3cda41d"}""", visitor) with { Country = country });

    static readonly Gen<string> AnyPages = Gen.OneOf("/p/**: {topics: keep}", "/services/**: {topics: {health: keep}}", "/**/x: {count: none}", "/a*/**: {count: bare, topics: keep}", "/*/oncology: {fields: {e1: remove}}", "/my: {count: full}", "/q/**: {child_directed: true}")
        .Array[0, 3].Select(rules => string.Join(", ", rules.Distinct()));

    static readonly Gen<string> AnyYaml = Gen.Select(AnyPolicy.Forms, AnyPages, (forms, pages) =>
        AnyPolicy.Yaml(forms) is var yaml && yaml.Contains("pages:", StringComparison.Ordinal) ? yaml : $$"""{{yaml}}{{(yaml.Length > 0 ? "," : "")}} pages: { {{pages}} }""");

    static readonly EventGuard Guard = Examples.Guard();

    static SitePolicy? Read(string yaml)
    {
        var file = ConfigFile.Parse($$"""defaults: { {{yaml}} }""", "candor.yaml");
        var policy = GuardPolicy.Read(file).Defaults;
        return file.Errors.Count == 0 ? policy : null;
    }

    /// <summary>A page that keeps topics may name another such page as where its visitor came from; once the page gave way, nothing may.</summary>
    [Fact]
    public void WhereThePageGaveWayItsReferrerStandsUnderTheRulesOfWhatIsStored()
    {
        var policy = Read("properties: any, free_text: [message], pages: { /p/**: {topics: keep}, /services/**: {topics: {health: keep}} }")!;
        var arrived = Examples.Event("https://www.example.org/services/appointments/login", referrer: "//www.example.org/account#/p/1", props: """{"message":"breast cancer"}""");

        var stored = Guard.Examine(arrived, policy).Stored!;

        Assert.Equal("//www.example.org/", stored.Referrer);
        Assert.Same(stored, Guard.Examine(stored, policy).Stored);
    }

    [Fact]
    public void GuardingAGuardedEventChangesNothing() => Gen.Select(AnyEvent, AnyYaml).Sample((e, yaml) =>
    {
        if (Read(yaml) is { } policy && Guard.Examine(e, policy).Stored is { } stored && Guard.Examine(stored, policy) is { Kind: not VerdictKind.Drop } again)
            Assert.True(ReferenceEquals(again.Stored, stored), $"{Examples.Line(e)}\n{Examples.Line(stored)}\n{Examples.Line(again.Stored!)}");
    }, iter: 6_000);

    [Fact]
    public void ATopicIsKeptOnlyWhereWhatIsStoredStillNamesThePageThatKeepsIt()
    {
        var policy = Examples.Policy("defaults: {pages: {/services/**: {topics: {health: keep}}}}").Defaults;
        var stored = Guard.Examine(Examples.Event("https://clinic.example/services/account/appointments", "BookOncology", "Book", props: """{"about":"breast cancer"}"""), policy).Stored!;

        Assert.DoesNotContain("/services/", stored.Url, StringComparison.Ordinal);
        Assert.DoesNotContain("cancer", Examples.Line(stored), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void WhatAPageRuleTakesAwayIsNowhereInWhatIsStored() => Gen.Select(AnyEvent, AnyYaml).Sample((e, yaml) =>
    {
        if (Read(yaml) is not { } policy || Guard.Examine(e, policy).Stored is not { } stored)
            return;
        var here = policy.For(e);
        Assert.NotEqual(PageCount.None, here.Count);
        if (here.Count == PageCount.Bare)
            Assert.Equal(("", true, true), (stored.Title, stored.Props.IsEmpty || e.Name == "Engagement", stored.User.IsEmpty));
        if (here.ChildDirected)
            Assert.Equal((false, true), (stored.Visitor.StartsWith("c.", StringComparison.Ordinal), stored.User.IsEmpty || stored.User.Text() is "{}"));
    }, iter: 4_000);

    [Fact]
    public void NoTopicIsKeptInWhatMayLeave() => Gen.Select(AnyUrl, AnyYaml).Sample((url, yaml) =>
    {
        if (Read(yaml) is { } policy)
            Assert.All(Category.Topics, topic => Assert.NotEqual(TopicHandling.Keep, policy.Egress.At(url, "", "").Topics.For(PagePath.Of(url), topic)));
    }, iter: 2_000);
}
