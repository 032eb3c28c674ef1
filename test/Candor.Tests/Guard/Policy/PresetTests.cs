using Candor.Guard.Policy;

namespace Candor.Tests.Guard.Policy;

public sealed class PresetTests
{
    public static TheoryData<string> Names => [.. Preset.All.Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void APresetIsAFileWithoutMistakesInTheOwnersLanguage(string name)
    {
        var file = Preset.All.Single(p => p.Name == name).Open();
        SitePolicy.Read(file.Root, SitePolicy.Strict);

        Assert.Empty(file.Errors);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void APresetSaysAllThatAnotherMayHaveSaid(string name)
    {
        var file = Preset.All.Single(p => p.Name == name).Open();
        Assert.Superset(new HashSet<string> { "topics", "consent", "gpc", "child_directed", "retention", "query" }, file.Root.Fields.Keys.ToHashSet());
    }

    [Fact]
    public void NothingLeavesUnderAnyPreset() =>
        Assert.All(Preset.All, p => Assert.Empty(Examples.Policy($"defaults: {{preset: {p.Name}}}").Defaults.Destinations));

    [Fact]
    public void StrictIsWhatHoldsWithoutAFile()
    {
        Assert.Empty(PolicyDifference.Between(GuardPolicy.Strict, Examples.Policy("defaults: {preset: strict}")));
        Assert.DoesNotContain(PolicyDifference.Between(GuardPolicy.Strict, Examples.Policy("defaults: {preset: healthcare}\nsites: {example.org: {preset: strict}}")), c => c.Site == "example.org");
    }

    [Fact]
    public void WhatStandsBesideAPresetGoesBeforeIt()
    {
        var policy = Examples.Policy("""
            defaults: {preset: healthcare, retention: 90d, pages: {/book/**: {consent: {analytics: cookieless}}}}
            sites: {shop.example.org: {preset: shop}}
            """);

        Assert.Equal(90, policy.Defaults.Retention.TotalDays);
        Assert.Equal((PageCount.Bare, AnalyticsConsent.Cookieless), Of(policy.Defaults, "/book/1"));
        Assert.Equal((PageCount.Bare, AnalyticsConsent.Required), Of(policy.Defaults, "/portal/1"));

        var shop = policy.For("", "shop.example.org");
        Assert.Equal(25, shop.Retention.TotalDays / 30.4375, 6);
        Assert.Equal((PageCount.Full, AnalyticsConsent.Cookieless), Of(shop, "/portal/1"));
        Assert.Equal((PageCount.Bare, AnalyticsConsent.Cookieless), Of(shop, "/orders/1"));

        static (PageCount, AnalyticsConsent) Of(SitePolicy policy, string path) => (policy.At(path, "", "").Count, policy.At(path, "", "").Consent.Analytics);
    }

    [Fact]
    public void AHospitalCountsThatSomebodyBooksOnlyWithConsentAndWithoutAnyDetail()
    {
        var e = Examples.Event("https://www.example.org/appointments/dr-osei?reason=x", "Schedule", "Dr. Osei", props: """{"doctor":"Osei"}""");
        const string Yaml = "defaults: {preset: healthcare}";

        Assert.Null(Examples.Examine(e with { Consent = default }, Yaml).Stored);
        var stored = Examples.Examine(e, Yaml).Stored!;
        Assert.Equal(("https://www.example.org/appointments", "", ""), (stored.Url, stored.Title, stored.Props.Text()));
    }
}
