using Candor.Guard;

namespace Candor.Tests.Guard;

public sealed class EventGuardTests
{
    static readonly string Fingerprint = new('a', 64);

    [Fact]
    public void AnEventWithoutFindingsPassesAsTheSameInstance()
    {
        var e = Examples.Event(url: "https://www.example.org/shoes?utm_source=news", title: "Shoes", props: """{"value": 42.50}""", visitor: "c.abc");
        var verdict = Examples.Examine(e);

        Assert.Equal(VerdictKind.Pass, verdict.Kind);
        Assert.Same(e, verdict.Stored);
    }

    [Fact]
    public void RevenueAndThePlaceInTheFunnelSurviveARedaction()
    {
        var e = Examples.Event(name: "Purchase", url: "https://www.example.org/thanks?email=a.b@example.com", props: """{"value":42.50,"currency":"EUR","buyer":"a.b@example.com"}""") with { Value = 42.5, Currency = "EUR" };
        var stored = Examples.Examine(e).Stored!;

        Assert.Equal(("Purchase", 42.5, "EUR"), (stored.Name, stored.Value!.Value, stored.Currency));
        Assert.Equal("https://www.example.org/thanks?email=[email]", stored.Url);
        Assert.Equal("""{"value":42.50,"currency":"EUR","buyer":"[email]"}""", stored.Props.Text());
        Assert.Equal(["email"], stored.Removed);
    }

    [Theory]
    [InlineData("religion", "Conservative", "religion")]
    [InlineData("haushaltsnettoeinkommen", "3.450 EUR", "finance")]
    [InlineData("sexual_orientation", "prefer not to say", "sexuality")]
    [InlineData("grado_de_discapacidad", "45%", "health")]
    public void AFieldWhoseNameAsksForATopicTellsItWhateverTheAnswerIs(string name, string answer, string topic)
    {
        var verdict = Examples.Examine(Examples.Event(props: $$"""{"{{name}}":"{{answer}}"}"""));

        Assert.Contains(topic, verdict.Categories);
        Assert.DoesNotContain(answer, verdict.Stored!.Props.Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CompleteRegistration", 11, true)]
    [InlineData("CompleteRegistration", 13, false)]
    [InlineData("Search", 8, false)]
    public void AChildThatSignsUpIsOneByItsAge(string name, int age, bool child) =>
        Assert.Equal(child, Examples.Examine(Examples.Event(name: name, props: $$"""{"age":{{age}}}""")).Categories.Contains(Category.Children));

    [Theory]
    [InlineData("https://www.example.org/reset-password?code=9f8Jk2LmQw", true)]
    [InlineData("https://www.example.org/verify?code=483920", true)]
    [InlineData("https://www.example.org/shop?code=483920", false)]
    [InlineData("https://www.example.org/join?invite=aZ81kQm02LxPq7", true)]
    public void ACodeIsSecretWhereItIsRedeemed(string url, bool secret) =>
        Assert.Equal(secret, Examples.Examine(Examples.Event(url: url)).Categories.Contains(Category.Credential));

    [Theory]
    [InlineData("idfa", "6D92078A-8246-4BA4-AE5B-76104861E7DC", true)]
    [InlineData("mac_address", "00:1B:44:11:3A:B7", true)]
    [InlineData("device_id", "living-room-lamp", false)]
    public void AnIdOfADeviceIsAnIdentity(string name, string id, bool found) =>
        Assert.Equal(found, Examples.Examine(Examples.Event(props: $$"""{"{{name}}":"{{id}}"}""")).Categories.Contains(Category.HashedId));

    [Fact]
    public void WhatWasRemovedBeforeStaysOnTheList()
    {
        var e = Examples.Event(title: "To a.b@example.com") with { Removed = ["phone"] };

        Assert.Equal(["phone", "email"], Examples.Examine(e).Stored!.Removed);
    }

    [Fact]
    public void AValueFoundByItsFieldNameIsGoneEverywhere()
    {
        var e = Examples.Event(url: "https://www.example.org/hello/maria-lopez?x=Maria%20Lopez", title: "Thank you, Maria Lopez", referrer: "https://www.example.org/u/lopez", props: """{"full_name":"Maria Lopez","note2":"MARIA LOPEZ called","n":{"lopez":1}}""");

        Assert.DoesNotContain("lopez", Examples.Line(Examples.Examine(e).Stored!), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void ANumberIsFoundAgainHoweverItIsGrouped()
    {
        var e = Examples.Event(title: "Thanks 020-7946 0018", props: """{"phone":"02079460018"}""");

        Assert.Equal("Thanks [phone]", Examples.Examine(e).Stored!.Title);
    }

    [Fact]
    public void WithoutConsentToAdvertisingNoMatchingDataAndNoClickIdIsKept()
    {
        var e = Examples.Event(url: "https://www.example.org/?gclid=EAIaIQob&utm_source=x#s", user: $$"""{"em":"{{Fingerprint}}","fbp":"fb.1.1.1"}""", props: """{"fbclid":"IwAR2F4d","a":1}""", consent: new Consent(true, null));
        var verdict = Examples.Examine(e);

        Assert.Equal(["consent"], verdict.Categories);
        Assert.Equal("https://www.example.org/?utm_source=x#s", verdict.Stored!.Url);
        Assert.True(verdict.Stored.User.IsEmpty);
        Assert.Equal("""{"fbclid":"[removed]","a":1}""", verdict.Stored.Props.Text());
    }

    [Fact]
    public void AnOptOutSignalOutweighsConsentToAdvertising() =>
        Assert.True(Examples.Examine(Examples.Event(user: $$"""{"em":"{{Fingerprint}}"}""", consent: new Consent(true, true, OptOut: true))).Stored!.User.IsEmpty);

    [Fact]
    public void WithConsentFingerprintsAndClickIdsAreKeptByteForByte()
    {
        var e = Examples.Event(url: "https://www.example.org/?gclid=EAIaIQob", user: $$"""{ "em":"{{Fingerprint}}", "ph":["{{Fingerprint}}"], "fbc":"fb.1.1554763741205.IwAR2F4-dbP0l7Mn1IawQQGCINEz7PYXQvwjNwB_qa2ofrHyiLjcbCRxTDMgk.AQEAAQMB" }""");

        Assert.Same(e, Examples.Examine(e).Stored);
    }

    [Fact]
    public void RawMatchingDataIsNeverKept()
    {
        var e = Examples.Event(title: "Hello maria@example.com", user: $$"""{"em":"maria@example.com","ph":"+1 650 555 1212","fn":"Maria","ln":"{{Fingerprint}}","client_ip_address":"203.0.113.7","fbp":"not a click id"}""");
        var verdict = Examples.Examine(e);

        Assert.Equal($$"""{"ln":"{{Fingerprint}}"}""", verdict.Stored!.User.Text());
        Assert.Superset(new HashSet<string> { "email", "phone", "name", "ip", "not-allowed" }, verdict.Categories.ToHashSet());
    }

    [Fact]
    public void ARawExternalIdBecomesItsFingerprint()
    {
        var stored = Examples.Examine(Examples.Event(user: """{"external_id":"customer-1001"}""")).Stored!;

        Assert.Equal("""{"external_id":"5dccd2a361b459e5d11db2caf53d537c6b6146584043e2f0b5772e69d25ffa38"}""", stored.User.Text());
        Assert.Same(stored, Examples.Examine(stored).Stored);
    }

    [Theory]
    [InlineData("maria.lopez@example.com")]
    [InlineData("+49 30 90182317")]
    public void AVisitorIdThatIsAnIdentityBecomesTheSamePseudonymEveryTime(string visitor)
    {
        var guard = Examples.Guard();
        var first = guard.Examine(Examples.Event(visitor: visitor)).Stored!.Visitor;

        Assert.StartsWith("h.", first, StringComparison.Ordinal);
        Assert.Equal(first, guard.Examine(Examples.Event(visitor: visitor.ToUpperInvariant())).Stored!.Visitor);
        Assert.NotEqual(first, guard.Examine(Examples.Event(visitor: "x" + visitor.Replace("+49", "+33", StringComparison.Ordinal))).Stored!.Visitor);
    }

    [Theory]
    [InlineData("c.3kTMd0pQbZ0s9wR2vX7yLA")]
    [InlineData("d.9f8e7d6c5b4a")]
    [InlineData("customer-1001")]
    [InlineData("123456789")]
    public void OtherVisitorIdsStay(string visitor)
    {
        var e = Examples.Event(visitor: visitor);
        Assert.Same(e, Examples.Examine(e).Stored);
    }

    [Fact]
    public void PropertiesThatAreNotJsonAreNotKept()
    {
        var verdict = Examples.Examine(Examples.Event(props: """{"a":"maria@example.com" """));

        Assert.True(verdict.Stored!.Props.IsEmpty);
        Assert.Contains("unreadable", verdict.Categories);
    }

    [Fact]
    public void AnEventOfNothingButSecretsIsDropped()
    {
        var props = "{" + string.Join(',', Enumerable.Range(0, 200).Select(i => $"\"f{i}\":{{\"last_name\":\"Person{i:X4}\"}}")) + "}";

        Assert.Equal(VerdictKind.Drop, Examples.Examine(Examples.Event(props: props)).Kind);
    }

    [Fact]
    public void FieldsWithAFormOfTheirOwnHoldNothingElse()
    {
        var stored = Examples.Examine(Examples.Event() with { Screen = "maria's screen", Language = "maria@example.com", Currency = "call 415 555" }).Stored!;

        Assert.Equal(("", "", ""), (stored.Screen, stored.Language, stored.Currency));
    }
}
