using System.Text;
using Candor.Guard;
using Candor.Guard.Policy;
using Candor.Tests.Support;
using CsCheck;

namespace Candor.Tests.Guard.Policy;

public sealed class PolicyDifferenceTests
{
    [Theory]
    [InlineData("", "fields: {doctor: remove}", "From now on events no longer carry `doctor`.")]
    [InlineData("fields: {doctor: remove}", "", "From now on events may carry `doctor`.")]
    [InlineData("", "events: {Schedule: {fields: {doctor: remove}}}", "From now on `Schedule` no longer carries `doctor`.")]
    [InlineData("", "pages: {/portal/**: {count: none}}", "Pages under /portal/ are no longer counted.")]
    [InlineData("pages: {/portal/**: {count: none}}", "pages: {/portal/**: {count: bare}}", "Pages under /portal/ are counted without address, title and properties from now on.")]
    [InlineData("pages: {/portal: {count: bare}}", "", "The page /portal is counted with address, title and properties from now on.")]
    [InlineData("", "pages: {/portal/*: {fields: {doctor: remove}}}", "From now on events no longer carry `doctor` on pages directly under /portal/.")]
    [InlineData("", "pages: {/a-*/b: {consent: {analytics: required}}}", "From now on nothing is kept of visitors who have not consented to analytics on pages that match /a-*/b.")]
    [InlineData("", "pages: {/services/**: {topics: {health: keep}}}", "From now on page detail that tells of `health` is kept for your own counting, without anything that tells who it was on pages under /services/.")]
    [InlineData("topics: keep", "topics: drop", "From now on events that tell of any topic are not kept.")]
    [InlineData("", "events: [PageView, Lead]", "From now on no event is kept but `Lead` and `PageView`.")]
    [InlineData("events: [PageView]", "events: {Purchase: keep}", "From now on events of any name are kept.")]
    [InlineData("", "events: {Debug: drop}", "From now on `Debug` is no longer kept.")]
    [InlineData("", "properties: {Purchase: [value, currency]}", "From now on `Purchase` carries no property but `currency` and `value`.|From now on events carry no property.")]
    [InlineData("", "free_text: [message]", "From now on the text of `message` is examined and kept.")]
    [InlineData("", "query: {allow: [a], others: examine}", "addresses keep the parameter `a`|the script no longer sends the parameter `utm_source`")]
    [InlineData("", "regions: {EU: {consent: {analytics: required}}}", "From now on nothing is kept of visitors in `EU` who have not consented to analytics.")]
    [InlineData("", "destinations: {meta: {events: [Purchase], fields: [value]}}", "From now on `meta` may receive `Purchase` with `value`, of visitors who consented to advertising.")]
    [InlineData("destinations: {meta: {events: [Purchase], fields: [value]}}", "destinations: {meta: {events: [Lead], consent: analytics}}", "From now on `Lead` may go to `meta`.|`Purchase` no longer goes to `meta`|`value` no longer goes to `meta`|needs consent to analytics instead of advertising")]
    [InlineData("", "child_directed: true", "From now on visitors count as children")]
    [InlineData("", "retention: 90d", "From now on events are kept for 90 days instead of 25 months.")]
    [InlineData("", "limits: {per_site: 2000}", "From now on a site may send 2,000 events a second instead of 100,000.")]
    [InlineData("", "pixel: {fbq: true}", "From now on the script answers to `fbq`.")]
    public void AChangeIsToldInWords(string before, string after, string said)
    {
        var changes = PolicyDifference.Between(Examples.Policy($$"""defaults: { {{before}} }"""), Examples.Policy($$"""defaults: { {{after}} }"""));

        foreach (var sentence in said.Split('|'))
            Assert.Contains(changes, c => c.Site == "" && c.Sentence.Contains(sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void AChangeNamesItsSiteItsPageAndItsEvent()
    {
        var change = Assert.Single(PolicyDifference.Between(GuardPolicy.Strict, Examples.Policy("sites: {example.org: {pages: {/a/**: {events: {Schedule: {fields: {doctor: remove}}}}}}}")));

        Assert.Equal(new PolicyChange("example.org", "/a/**", "Schedule", "From now on `Schedule` no longer carries `doctor` on pages under /a/."), change);
    }

    [Fact]
    public void WhatIsSaidOfAllSitesIsNotSaidAgainOfEach()
    {
        var changes = PolicyDifference.Between(
            Examples.Policy("sites: {example.org: {gpc: ignore-analytics}, example.net: {retention: 90d}}"),
            Examples.Policy("defaults: {retention: 30d}\nsites: {example.org: {gpc: ignore-analytics}, example.net: {retention: 30d}}"));

        Assert.Equal(["", "example.net"], changes.Select(c => c.Site));
    }

    [Fact]
    public void PatternsThatChangePlacesAreTold()
    {
        var changes = PolicyDifference.Between(Examples.Policy("defaults: {pages: {/a/**: {count: none}, /**/b: {count: bare}}}"), Examples.Policy("defaults: {pages: {/**/b: {count: bare}, /a/**: {count: none}}}"));
        Assert.Contains("another order", Assert.Single(changes).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void OtherWordsOfTheOwnersAreTold()
    {
        using var folder = new TemporaryFolder();
        var without = Read("");
        var first = Read("topic: health\n[en strong]\nharbour fever\n");
        var second = Read("topic: health\n[en strong]\nquay fever\n");

        Assert.Equal("From now on the words of `w.txt` tell topics as well.", Assert.Single(PolicyDifference.Between(without, first)).Sentence);
        Assert.Equal("`w.txt` has other words than before.", Assert.Single(PolicyDifference.Between(first, second)).Sentence);
        Assert.Equal("From now on the words of `w.txt` tell no topic.", Assert.Single(PolicyDifference.Between(second, without)).Sentence);

        GuardPolicy Read(string words)
        {
            File.WriteAllText(folder["w.txt"], words);
            File.WriteAllText(folder["candor.yaml"], words.Length == 0 ? "" : "vocabulary: [w.txt]");
            return GuardPolicy.Read(ConfigFile.Read(folder["candor.yaml"]));
        }
    }

    [Fact]
    public void EqualPoliciesDoNotDiffer() => Gen.Select(AnyPolicy.Forms, AnyPolicy.Forms).Sample((defaults, site) =>
    {
        if (AnyPolicy.Read(defaults, site) is { } policy)
            Assert.Empty(PolicyDifference.Between(policy, AnyPolicy.Read(defaults, site)!));
    }, iter: 300);

    [Fact]
    public void EveryRuleThatChangesIsTold() => Gen.Select(AnyPolicy.Forms, AnyPolicy.Forms, Gen.Int[0, AnyPolicy.Rules.Length - 1], Gen.Int[0, 7], Gen.Bool).Sample((defaults, site, rule, form, ofSite) =>
    {
        if (!ofSite)
            site = [.. site.Select(_ => -1)];
        var (changed, rest) = ofSite ? (site, defaults) : (defaults, site);
        int[] other = [.. changed];
        other[rule] = form % AnyPolicy.Rules[rule].Forms.Length;
        if (changed[rule] < 0 || changed[rule] % AnyPolicy.Rules[rule].Forms.Length == other[rule])
            return;
        var (before, after) = ofSite ? (AnyPolicy.Read(rest, changed), AnyPolicy.Read(rest, other)) : (AnyPolicy.Read(changed, rest), AnyPolicy.Read(other, rest));
        if (before is null || after is null)
            return;
        var said = PolicyDifference.Between(before, after);

        // A rule may come to what held without it.
        Assert.True(said.Count > 0 || Behaviour(before) == Behaviour(after), $"{AnyPolicy.Yaml(changed)}\n{AnyPolicy.Yaml(other)}\n{AnyPolicy.Yaml(rest)}");
        Assert.All(said, c => Assert.Matches(@"^[A-Z`].*\.$", c.Sentence));
    }, iter: 6_000);

    /// <summary>What a policy does to every name, page, topic and place that the rules speak of, and to some of which they do not.</summary>
    static string Behaviour(GuardPolicy policy) => string.Join('\n', ((string[])["", "example.org"]).Select(site => policy.For(site, site)).Select(p => string.Join(' ', (string[])
    [
        .. ((string[])["", "FR", "DE", "US"]).SelectMany(country => ((string[])["/", "/p/x", "/q", "/login"]).Select(page => Of(p.At(page, country, ""), page))),
        .. ((string[])["PageView", "Lead", "Other"]).SelectMany(name => ((string[])["/", "/p/x", "/q"]).SelectMany(page => Names.Select(field => $"{p.At(page, "FR", "", name).Properties.Allows(name, field)}"))),
        p.Retention.ToString(), p.Limits.ToString(), string.Join(',', p.Origins), Encoding.UTF8.GetString(p.PixelConfig.ToJson()),
        .. p.Destinations.Values.OrderBy(d => d.Name).Select(d => $"{d.Name} {string.Join(',', d.Events)} {string.Join(',', d.Fields)} {d.Consent}"),
    ])));

    static readonly string[] Names = ["e1", "e2", "p1", "p2", "d1", "d2", "f1", "f2", "g1", "q1", "q2", "message", "remarks", "comments", "other"];

    static string Of(SitePolicy policy, string page) => string.Join(' ', (string[])
    [
        policy.Count.ToString(), policy.Consent.ToString(), policy.ChildDirected.ToString(),
        .. ((string[])["PageView", "Lead", "Debug", "Other"]).Select(name => policy.AllowsEvent(name).ToString()),
        .. Names.Select(name => $"{policy.Query.Allows(name)}{policy.KeepsFreeText(name)}"),
        .. Category.Topics.Select(topic => policy.Topics.For(page, topic).ToString()),
    ]);
}
