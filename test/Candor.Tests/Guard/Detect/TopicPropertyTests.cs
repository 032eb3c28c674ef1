using System.Text;
using System.Text.Json;
using Candor.Guard;
using CsCheck;

namespace Candor.Tests.Guard.Detect;

/// <summary>What holds of topics for any event: they are settled in one pass, and more data never keeps more of the rest.</summary>
public sealed class TopicPropertyTests
{
    static readonly EventGuard Guard = Examples.Guard();

    static readonly string[] Hosts =
        ["www.riverside-hospital.example", "www.example.org", "news.example.com", "shop.example.com", "docs.example.com", "careers.example.com", "988lifeline.example", "www.gov.example", "mychart.clinic.example", "taxes.example", "my-law-firm.example"];

    static readonly string[] Segments =
        ["services", "conditions", "oncology", "breast-cancer", "book", "appointments", "dr-jane-smith", "news", "2026", "03", "products", "pregnancy-test", "careers", "docs", "portal", "results", "a", "12", "[health]", "[email]", "%68eart", "chemo%2Ftherapy", "step-2", "maria.lopez@example.com", "x;specialty=oncology"];

    static readonly string[] Words =
        ["breast cancer", "chemotherapy", "heart", "stroke", "screening", "book an appointment", "with Dr. Jane Smith", "Dr. Martens", "zodiac", "documentary", "pregnancy test", "tablets", "maria.lopez@example.com", "+14155552671", "[health]", "[appointment]", "Welcome, Maria", "income", "hospital", "https://988lifeline.example/chat?x=1", "{\"condition\":\"lupus\"}", "Y2hlbW90aGVyYXB5IHNlc3Npb24=", "and", "the", "1", "%20", "a=b&c=d"];

    static readonly string[] Keys = ["buttonText", "value", "currency", "content_name", "condition", "depression_score", "answer", "question", "provider", "email", "name", "x", "contents", "utm_campaign", "[health]", "breast_cancer", "hiv_status", "order_id", "label"];

    static readonly Gen<string> AnyPath = Gen.OneOf(Segments).Array[0, 5].Select(s => "/" + string.Join('/', s));

    static readonly Gen<string> AnyQuery = Gen.Select(Gen.OneOf(Keys), Gen.OneOf(Words)).Array[0, 3].Select(p => string.Join('&', p.Select(m => $"{m.Item1}={Uri.EscapeDataString(m.Item2)}")));

    static readonly Gen<string> AnyUrl = Gen.Select(Gen.OneOf(Hosts), AnyPath, AnyQuery, (host, path, query) => $"https://{host}{path}{(query.Length > 0 ? "?" + query : "")}");

    static readonly Gen<string> AnyText = Gen.OneOf(Words).Array[0, 4].Select(w => string.Join(' ', w));

    static readonly Gen<string> AnyJson = Gen.Recursive<string>((depth, json) => depth > 3 ? AnyText.Select(Quote) : Gen.OneOf(
        AnyText.Select(Quote), Gen.Int[0, 99_999].Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)), Gen.OneOf("true", "null"),
        json.Array[0, 3].Select(items => $"[{string.Join(',', items)}]"),
        Gen.Select(Gen.OneOf(Keys), json).Array[0, 4].Select(Object)));

    static readonly Gen<string> AnyProps = Gen.Select(Gen.OneOf(Keys), AnyJson).Array[0, 5].Select(Object);

    static readonly Gen<Event> AnyEvent = Gen.Select(AnyUrl, AnyText, AnyUrl, AnyProps, Gen.OneOf("PageView", "Schedule", "Lead", "Donate", "HivTestBooked", "Log_Pregnancy"), Gen.Bool, (url, title, referrer, props, name, form) =>
        form ? Examples.Event(url: url, title: title, referrer: referrer, name: name) with { Form = Encoding.UTF8.GetBytes(props) }
            : Examples.Event(url: url, title: title, referrer: referrer, props: props, name: name));

    [Fact]
    public void GuardingAGuardedEventChangesNothing() => AnyEvent.Sample(e =>
    {
        var verdict = Guard.Examine(e);
        Assert.DoesNotContain(verdict.Reasons, r => r.Why is "the examination failed" or "the event did not come to rest");
        if (verdict.Stored is { } stored && !ReferenceEquals(stored, Guard.Examine(stored).Stored))
            Assert.Fail($"{Examples.Line(e)}\n{stored.Form.Text()}\n{Examples.Line(stored)}\n{Examples.Line(Guard.Examine(stored).Stored!)}");
    }, iter: 4_000);

    [Fact]
    public void WhatWasJsonStaysJsonWithEveryNameOnce() => AnyEvent.Sample(e =>
    {
        if (Guard.Examine(e) is not { Kind: VerdictKind.Redact, Stored: { Props.Length: > 0 } stored })
            return;
        using var json = JsonDocument.Parse(stored.Props);
        MarkedNamesOnce(json.RootElement);
    }, iter: 2_000);

    /// <summary>Whatever is added, a telling text of the rest does not come back.</summary>
    [Fact]
    public void MoreDataNeverKeepsMoreOfTheRest() => Gen.Select(AnyEvent, AnyProps, AnyText).Sample((e, props, title) =>
    {
        var alone = Guard.Examine(e with { Props = default, Form = default, Title = "" }).Stored;
        var beside = Guard.Examine(e with { Props = Encoding.UTF8.GetBytes(props), Title = title, Form = default }).Stored;
        if (alone is null || beside is null)
            return;
        Assert.True(Marks(beside.Url) >= Marks(alone.Url) || beside.Url.Length <= alone.Url.Length, $"{e.Url} {alone.Url} {beside.Url} {props}");
        Assert.True(alone.Referrer == e.Referrer || beside.Referrer != e.Referrer, $"{e.Referrer} {beside.Referrer}");
    }, iter: 3_000);

    static int Marks(string text) => text.Count(c => c == '[');

    static void MarkedNamesOnce(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Array)
            foreach (var item in json.EnumerateArray())
                MarkedNamesOnce(item);
        if (json.ValueKind != JsonValueKind.Object)
            return;
        foreach (var member in json.EnumerateObject())
            MarkedNamesOnce(member.Value);
        var marked = json.EnumerateObject().Select(m => m.Name).Where(n => Category.IsTopicMark(n)).ToList();
        Assert.Equal(marked.Distinct().Count(), marked.Count);
    }

    static string Object((string Key, string Json)[] members) => "{" + string.Join(',', members.DistinctBy(m => m.Key).Select(m => $"{Quote(m.Key)}:{m.Json}")) + "}";

    static string Quote(string text) => JsonSerializer.Serialize(text);
}
