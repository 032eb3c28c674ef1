using Candor.Guard;
using Candor.Guard.Policy;

namespace Candor.Tests.Guard.Policy;

/// <summary>What the rules of the language do to events.</summary>
public sealed class PolicyLanguageTests
{
    const string Site = "https://www.example.org";

    [Fact]
    public void APageThatIsNotCountedIsNotKept()
    {
        const string Yaml = """defaults: {pages: {"/portal/**": {count: none}}}""";

        Assert.Equal(VerdictKind.Drop, Examples.Examine(Examples.Event(Site + "/Portal/messages"), Yaml).Kind);
        Assert.Equal(VerdictKind.Drop, Examples.Examine(Examples.Event(Site + "/app#/portal/messages"), Yaml).Kind);
        Assert.Equal(VerdictKind.Pass, Examples.Examine(Examples.Event(Site + "/portals"), Yaml).Kind);
    }

    [Fact]
    public void ABarePageIsCountedAsItsPartOfTheSiteAndNothingElse()
    {
        const string Yaml = """defaults: {pages: {"/appointments/**": {count: bare}}}""";
        var e = Examples.Event(Site + "/appointments/dr-osei/thanks?utm_source=x#top", "Schedule", "Thank you, heart clinic", Site + "/appointments/dr-osei", """{"doctor":"Osei","value":80}""", """{"em":"x"}""") with { Value = 80, Currency = "EUR" };

        var stored = Examples.Examine(e, Yaml).Stored!;

        Assert.Equal(("Schedule", Site + "/appointments", "", Site + "/", "", null, "", ""),
            (stored.Name, stored.Url, stored.Title, stored.Referrer, stored.Props.Text(), stored.Value, stored.Currency, stored.User.Text()));
        Assert.Equal(["not-allowed"], stored.Removed);
        Assert.Same(stored, Examples.Examine(stored, Yaml).Stored);
    }

    [Fact]
    public void TheViewOfABarePageKeepsWhatTheScriptMeasured()
    {
        var e = Examples.Event(Site + "/appointments", "Engagement", props: """{"page":"018f2b7c-1111-7abc-8def-0123456789ab","engaged_ms":10,"scroll":80}""");
        Assert.Same(e, Examples.Examine(e, """defaults: {pages: {"/appointments/**": {count: bare}}}""").Stored);
    }

    [Theory]
    [InlineData("bare", "https://www.example.org/portal/labs/17", "https://www.example.org/portal")]
    [InlineData("none", "https://www.example.org/portal/labs/17", "https://www.example.org/")]
    [InlineData("none", "/portal/labs/17", "/")]
    [InlineData("bare", "https://other.example/portal/labs/17", "https://other.example/portal/labs/17")]
    [InlineData("full", "https://www.example.org/portal/labs/17", "https://www.example.org/portal/labs/17")]
    public void APageThatIsNotCountedFullyDoesNotShowAsThePageBeforeEither(string count, string referrer, string kept) =>
        Assert.Equal(kept, Examples.Examine(Examples.Event(Site + "/news", referrer: referrer), $$"""defaults: {pages: {"/portal/**": {count: {{count}} } } }""").Stored!.Referrer);

    [Fact]
    public void OfThePatternsThatMatchTheFirstThatSaysSomethingOfAFieldDecides()
    {
        var policy = Examples.Policy("""
            defaults:
              pages:
                /a/b: {child_directed: true}
                /a/**: {count: bare, child_directed: false}
            sites:
              example.org:
                pages: {/a/b/*: {count: full}}
            """).For("", "example.org");

        Assert.Equal((PageCount.Full, false), Of("/a/b/c"));
        Assert.Equal((PageCount.Bare, true), Of("/a/b"));
        Assert.Equal((PageCount.Full, false), Of("/c"));

        (PageCount, bool) Of(string path) => (policy.At(path, "", "").Count, policy.At(path, "", "").ChildDirected);
    }

    [Fact]
    public void FieldsAreRemovedFromPropertiesAndFromAddressesInAnyLetterCase()
    {
        const string Yaml = "defaults: {fields: {doctor: remove}}";
        var stored = Examples.Examine(Examples.Event(Site + "/a?Doctor=x&b=1", props: """{"DOCTOR":"Osei","plan":"gold"}"""), Yaml).Stored!;

        Assert.Equal((Site + "/a?b=1", """{"plan":"gold"}"""), (stored.Url, stored.Props.Text()));
    }

    [Fact]
    public void ARuleForOneEventAndOneForAPageGoBeforeThoseForAll()
    {
        const string Yaml = """
            defaults:
              properties: {"*": [value]}
              fields: {plan: keep}
              events: {Schedule: {fields: {plan: remove, doctor: keep}}}
              pages: {/open/**: {fields: {doctor: remove}}, /gold/**: {events: {Schedule: {fields: {plan: keep}}}}}
            """;
        var e = Examples.Event(name: "Schedule", props: """{"plan":"gold","doctor":"Osei","value":1,"x":2}""");

        Assert.Equal("""{"doctor":"Osei","value":1}""", Examples.Examine(e, Yaml).Stored!.Props.Text());
        Assert.Equal("""{"plan":"gold","value":1}""", Examples.Examine(e with { Name = "Lead" }, Yaml).Stored!.Props.Text());
        Assert.Equal("""{"value":1}""", Examples.Examine(e with { Url = Site + "/open/1" }, Yaml).Stored!.Props.Text());
        Assert.Equal("""{"plan":"gold","doctor":"Osei","value":1}""", Examples.Examine(e with { Url = Site + "/gold" }, Yaml).Stored!.Props.Text());
    }

    [Fact]
    public void FreeTextMayBeExaminedForOneEvent()
    {
        const string Yaml = "defaults: {events: {Review: {fields: {message: examine}}}}";
        var e = Examples.Event(name: "Review", props: """{"message":"Great shoes, write to a.b@example.com"}""");

        Assert.Equal("""{"message":"Great shoes, write to [email]"}""", Examples.Examine(e, Yaml).Stored!.Props.Text());
        Assert.Equal("""{"message":"[text]"}""", Examples.Examine(e with { Name = "Lead" }, Yaml).Stored!.Props.Text());
    }

    [Fact]
    public void AMapOfEventsAddsToWhatWasAllowedAndTakesAway()
    {
        const string Yaml = """
            defaults: {events: [PageView, Lead]}
            sites:
              example.org: {events: {Purchase: keep, Lead: drop}, pages: {/quiet/**: {events: [PageView]}}}
            """;

        Assert.Equal([true, true, false, false], Kept(Site));
        Assert.Equal([true, false, false, false], Kept(Site + "/quiet"));

        IEnumerable<bool> Kept(string url) => ((string[])["PageView", "Purchase", "Lead", "Other"]).Select(name => Examples.Examine(Examples.Event(url, name), Yaml).Stored is not null);
    }

    [Fact]
    public void WhereConsentIsRequiredDependsOnWhereTheVisitorIs()
    {
        const string Yaml = "defaults: {regions: {EU: {consent: {analytics: required}}, SE: {consent: {analytics: cookieless}}, US-WA: {consent: {analytics: required}}}}";

        Assert.False(Counted("DE"));
        Assert.True(Counted("SE"), "a country goes before the union that it is in");
        Assert.True(Counted("CH"));
        Assert.False(Counted("US", "WA"));
        Assert.True(Counted("US", "CA"));
        Assert.False(Counted("US"), "in which part of the country is not known");
        Assert.False(Counted(""), "nothing is known");

        bool Counted(string country, string region = "") => Examples.Examine(Examples.Event(consent: default(Consent)) with { Country = country, Region = region }, Yaml).Stored is not null;
    }

    [Fact]
    public void ConsentThatAPageNeedsIsNeededEverywhere()
    {
        const string Yaml = "defaults: {consent: {analytics: required}, regions: {US: {consent: {analytics: cookieless}}}, pages: {/portal/**: {consent: {analytics: required}}}}";
        var e = Examples.Event(Site, consent: default(Consent)) with { Country = "US" };

        Assert.NotNull(Examples.Examine(e, Yaml).Stored);
        Assert.Null(Examples.Examine(e with { Url = Site + "/portal" }, Yaml).Stored);
    }

    [Fact]
    public void TopicsAreKeptOnThePagesThatTheOwnerNamesAndNowhereElse()
    {
        var topics = Examples.Policy("""
            defaults: {topics: {crisis: drop}, pages: {/services/crisis: {topics: {others: redact}}, "/services/**": {topics: {health: keep}}}}
            """).Defaults.Topics;

        Assert.Equal(TopicHandling.Keep, topics.For("/services/cardiology", Category.Health));
        Assert.Equal(TopicHandling.Redact, topics.For("/services/cardiology", Category.Religion));
        Assert.Equal(TopicHandling.Drop, topics.For("/services/cardiology", Category.Crisis));
        Assert.Equal(TopicHandling.Redact, topics.For("/services/crisis", Category.Health));
        Assert.Equal(TopicHandling.Redact, topics.For("/news", Category.Health));
        Assert.Equal(TopicHandling.Redact, topics.For("", Category.Health));
    }

    [Fact]
    public void APageOnWhichTopicsAreKeptIsNotToldBesideWhoCameFromIt()
    {
        const string Yaml = """defaults: {pages: {"/services/**": {topics: keep}}}""";
        var e = Examples.Event(Site + "/contact", referrer: Site + "/services/maternity", visitor: "c.AAAAAAAAAAAAAAAAAAAAAA");

        Assert.Equal((Site + "/", "c.AAAAAAAAAAAAAAAAAAAAAA"), (Examples.Examine(e, Yaml).Stored!.Referrer, Examples.Examine(e, Yaml).Stored!.Visitor));
        Assert.Equal(Site + "/services/maternity", Examples.Examine(e with { Url = Site + "/services/cardiology", Visitor = "d.0123456789abcdef" }, Yaml).Stored!.Referrer);
    }

    [Fact]
    public void WhatLeavesIsJudgedByAPolicyThatKeepsNoTopic()
    {
        var policy = Examples.Policy("""defaults: {topics: {health: keep, crisis: drop}, pages: {/a/**: {topics: {legal: keep, crisis: drop}}}}""").Defaults;

        foreach (var view in (SitePolicy[])[policy.Egress, policy.Egress.At("/a/b", "DE", "")])
            Assert.Equal([TopicHandling.Redact, TopicHandling.Redact, TopicHandling.Drop], ((string[])[Category.Health, Category.Legal, Category.Crisis]).Select(topic => view.Topics.For("/a/b", topic)));
        Assert.Equal(TopicHandling.Keep, policy.Topics.For("/a/b", Category.Legal));
    }

    [Fact]
    public void ChildrenGetNoIdentifierWhateverTheConsent()
    {
        var policy = Examples.Policy("defaults: {child_directed: true, pages: {/parents/**: {child_directed: false}}}").Defaults;

        Assert.True(policy.IsChildDirected("/games/1"));
        Assert.False(policy.IsChildDirected("/parents/1"));
        Assert.False(policy.AllowsIdentifier(Examples.Everything));
        Assert.True(policy.At("/parents/1", "", "").AllowsIdentifier(Examples.Everything));
    }

    [Fact]
    public void ADestinationGetsWhatIsListedAndNoOtherGetsAnything()
    {
        var policy = Examples.Policy("""
            defaults: {destinations: {meta: {events: [Purchase], fields: [value]}, hook: {events: [Lead], consent: analytics}}}
            sites: {example.org: {destinations: {hook: none}}}
            """);

        Assert.Equal(["hook", "meta"], policy.Defaults.Destinations.Keys.Order());
        Assert.Equal((ConsentPurpose.Ads, ConsentPurpose.Analytics), (policy.Defaults.Destinations["meta"].Consent, policy.Defaults.Destinations["hook"].Consent));
        Assert.Equal(["value"], policy.Defaults.Destinations["meta"].Fields);
        Assert.Equal(["meta"], policy.For("", "example.org").Destinations.Keys);
        Assert.Empty(GuardPolicy.Strict.Defaults.Destinations);
    }

    [Fact]
    public void WhoeverMakesUpAddressesToMeetEveryMixtureOfPatternsIsStillAnswered()
    {
        var patterns = string.Join(", ", Enumerable.Range(0, 12).Select(i => $$"""/**/p{{i}}/**: {count: bare}"""));
        var policy = Examples.Policy($$"""defaults: {pages: { {{patterns}} } }""").Defaults;

        for (var mixture = 1; mixture < 1 << 12; mixture++)
            Assert.Equal(PageCount.Bare, policy.At(string.Concat(Enumerable.Range(0, 12).Where(i => (mixture >> i & 1) != 0).Select(i => $"/p{i}")), "", "").Count);
    }
}
