using Candor.Guard;
using Candor.Guard.Policy;
using Candor.Tests.Guard.Corpus;
using Microsoft.Extensions.Time.Testing;

namespace Candor.Tests.Guard;

public sealed class ArrivalTests
{
    [Fact]
    public void WhatIsStoredAsItCameIsShownAndWhatIsNotIsKindLengthAndType()
    {
        var fields = Of(Examples.Event("https://www.example.org/a?utm_source=mail&email=maria%40example.com", title: "To maria@example.com", props: """{"plan":"pro","seats":3}"""));

        Assert.Equal(("mail", true), Field(fields, "url.query.utm_source") is var source ? (source.Stored, source.IsWhole) : default);
        Assert.Equal(("pro", true), Field(fields, "props.plan") is var plan ? (plan.Stored, plan.IsWhole) : default);
        var title = Field(fields, "title");
        Assert.Equal(("text of 20", "To [email]", false), (title.Kind, title.Stored, title.IsWhole));
        Assert.Equal(["email"], title.Categories);
        Assert.NotEmpty(title.Why);
        Assert.Equal(("[email]", false), Field(fields, "url.query.email") is var email ? (email.Stored, email.IsWhole) : default);
    }

    [Fact]
    public void ANameThatWasTakenOutIsToldByItsLengthOnly()
    {
        const string yaml = "defaults: {properties: {\"*\": [plan]}}";
        var fields = Of(Examples.Event(props: """{"plan":"pro","maria.lopez@example.com":1,"oncology_ward":2,"4929123412341234":3}"""), yaml);

        Assert.Equal(3, fields.Count(f => f.Name.StartsWith("props.(a name of ", StringComparison.Ordinal)));
        Assert.Contains(fields, f => f.Name == "props.(a name of 23 characters)");
        Assert.DoesNotContain(fields, f => f.Name.Contains("maria", StringComparison.Ordinal) || f.Name.Contains("oncology", StringComparison.Ordinal) || f.Name.Contains("4929", StringComparison.Ordinal));
    }

    [Fact]
    public void ANameThatThePolicyOrGuardKnowsIsShown()
    {
        var fields = Of(Examples.Event(props: """{"doctor":"Osei","message":"a lump","colour":"red"}"""), "defaults: {deny: [doctor, colour]}");

        Assert.All((string[])["props.doctor", "props.colour"], name => Assert.Null(Field(fields, name).Stored));
        Assert.Equal("[text]", Field(fields, "props.message").Stored);
    }

    [Fact]
    public void OfADroppedEventNothingIsShownButStructure()
    {
        var fields = Of(Examples.Event("https://www.example.org/secret-page", "Diagnosis", props: """{"plan":"pro"}"""), "defaults: {events: [PageView]}");

        Assert.Equal(("name", "text of 9"), (fields[0].Name, fields[0].Kind));
        Assert.All(fields, f => Assert.Null(f.Stored));
    }

    /// <summary>Every event of the corpus, in the feed as the server holds it.</summary>
    [Fact]
    public void NoSecretOfTheCorpusIsInTheFeed()
    {
        var (guard, feed) = (Examples.Guard(), new VerdictFeed(new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromSeconds(1) }));
        var taken = 0;
        foreach (var one in CorpusCase.All)
        {
            var trial = Trial.Read($$"""{"id":1,"event":{{one.Event.GetRawText()}}}""");
            var verdict = guard.Examine(trial.Event);
            feed.Record("s_test", verdict, trial.Event, SitePolicy.Strict);
            var entry = feed.Last("s_test", 1)[0];
            taken += entry.Arrived is null ? 0 : 1;
            var stored = entry.Stored is { } kept ? Examples.Line(kept) : "";
            var shown = string.Join('\n', (entry.Arrived ?? []).SelectMany(f => f.Why.Concat(f.Categories).Append(f.Name).Append(f.Kind).Append(f.Stored ?? "")).Concat(entry.Reasons.Select(r => r.Where + r.Why)));
            foreach (var secret in one.Secrets.Where(s => s.Length >= 6 && !stored.Contains(s, StringComparison.OrdinalIgnoreCase)))
                Assert.False(shown.Contains(secret, StringComparison.OrdinalIgnoreCase), $"{one.Event.GetRawText()}: {secret} in {shown}");
        }
        Assert.InRange(taken, 300, int.MaxValue);
    }

    [Fact]
    public void OfAFloodOnlyTheFirstAreTakenDownAndLaterSomeAgain()
    {
        var clock = new FakeTimeProvider();
        var feed = new VerdictFeed(clock);
        var e = Examples.Event(title: "maria@example.com");
        for (var i = 0; i < VerdictFeed.ArrivalsAtOnce + 10; i++)
            feed.Record("s_1", Examples.Examine(e), e, SitePolicy.Strict);
        Assert.Equal(VerdictFeed.ArrivalsAtOnce, feed.Last("s_1").Count(f => f.Arrived is not null));

        clock.Advance(TimeSpan.FromSeconds(1));
        feed.Record("s_1", Examples.Examine(e), e, SitePolicy.Strict);
        Assert.NotNull(feed.Last("s_1", 1)[0].Arrived);
    }

    static IReadOnlyList<ArrivedField> Of(Event e, string yaml = "") =>
        Arrival.Of(e, Examples.Examine(e, yaml), Examples.Policy(yaml).For("s_test", "example.org"));

    static ArrivedField Field(IReadOnlyList<ArrivedField> fields, string name) => Assert.Single(fields, f => f.Name == name);
}
