using System.Text;
using System.Text.Json;
using Candor.Guard;
using Candor.Tests.Guard.Corpus;
using CsCheck;

namespace Candor.Tests.Guard;

/// <summary>What holds for events that tell a topic, whatever else is put into them.</summary>
public sealed class HostileEventTests
{
    static readonly EventGuard Guard = Examples.Guard();

    static readonly string[] Words =
    [
        "breast cancer", "hiv test", "pregnancy", "abortion", "suicide", "tel:988", "rehab", "gay", "Dr. Ana Ruiz", "book appointment", "Termin", "rendez-vous", "FAFSA", "bankruptcy", "divorce", "union", "mosque", "Republican", "fingerprint",
        "careers", "press", "news", "docs", "recipe", "shop", "products", "zodiac", "album", "clinic", "conditions", "services", "find-a-doctor", "portal",
        "/", "-", "_", " ", "%20", "%2520", "+", "?", "&", "=", "#", ";", ".", "\"", "\\", "{", "}", "[", "]", "[health]", "[appointment]", "\uD800", "é", "İ", "ß", "ﬁ", "１", "\u200B", "\u0000", "a", "XYZ", "2",
    ];

    static readonly Gen<string> AnyText = Gen.OneOf(Gen.OneOf(Words).Array[0, 10].Select(string.Concat), Gen.OneOf(Words).Array[0, 6].Select(w => string.Join(' ', w)), Gen.String[0, 30]);

    static readonly Gen<string> AnyJson = Gen.Select(Gen.OneOf(Gen.OneOf("buttonText", "search_string", "content_name", "specialty", "condition", "label", "answer", "value", "name", "x"), AnyText), AnyText).Array[0, 5]
        .Select(members => "{" + string.Join(',', members.Select(m => $"{Quote(m.Item1)}:{Quote(m.Item2)}")) + "}");

    static readonly Gen<Event> AnyEvent = Gen.Select(AnyText, AnyText, AnyText, AnyText, AnyJson, AnyJson, (name, url, title, referrer, props, form) =>
        Examples.Event(name: name, url: "https://www.example.org/" + url, title: title, referrer: "https://search.example/?q=" + referrer, props: props) with { Form = Encoding.UTF8.GetBytes(form) });

    /// <summary>Sensitive cases of which the guard takes out all by themselves.</summary>
    static readonly CorpusCase[] Right = [.. CorpusCase.All.Where(c => c.Sensitive && Kept(c, Trial.Read(c.Line).Event).Length == 0)];

    [Fact]
    public void NothingMakesItFailOrKeepsItFromComingToRest() =>
        AnyEvent.Sample(e => Assert.DoesNotContain(Guard.Examine(e).Reasons, r => r.Why is "the examination failed" or "the event did not come to rest"), iter: 2_000);

    [Fact]
    public void GuardingAGuardedEventChangesNothing() => AnyEvent.Sample(e =>
    {
        if (Guard.Examine(e).Stored is { } stored)
            Assert.Same(stored, Guard.Examine(stored).Stored);
    }, iter: 2_000);

    [Fact]
    public void APropertyMoreNeverMakesItKeepMoreOfTheRest() => Gen.Select(Gen.OneOf(Right), AnyText, AnyText).Sample((c, key, text) =>
    {
        var e = Trial.Read(c.Line).Event;
        AssertGone(c, e with { Props = With(e.Props, "added" + key, text) }, text + key);
    }, iter: 2_000);

    [Fact]
    public void AParameterMoreNeverMakesItKeepMoreOfTheRest() => Gen.Select(Gen.OneOf(Right), AnyText).Sample((c, text) =>
    {
        var e = Trial.Read(c.Line).Event;
        var parts = e.Url.Split('#', 2);
        var url = $"{parts[0]}{(parts[0].Contains('?') ? '&' : '?')}added={Uri.EscapeDataString(text.Replace('\uD800', ' '))}{(parts.Length > 1 ? "#" + parts[1] : "")}";
        AssertGone(c, e with { Url = url }, text);
    }, iter: 2_000);

    [Fact]
    public void ATitleOrAReferrerNeverMakesItKeepMoreOfTheRest() => Gen.Select(Gen.OneOf(Right), AnyText).Sample((c, text) =>
    {
        var e = Trial.Read(c.Line).Event;
        AssertGone(c, e.Title == "" ? e with { Title = text } : e.Referrer == "" ? e with { Referrer = "https://www.example.org/?" + text } : e, text);
    }, iter: 2_000);

    [Fact]
    public void AnEventThatIsNothingButSecretsKeepsItsPlaceAndNothingElse()
    {
        const string url = "https://www.example.org/maria.lopez@example.com/4111111111111111?iban=DE89370400440532013000#ssn=212-09-9437";
        var e = Examples.Event(name: "maria.lopez@example.com", url: url, title: "4111 1111 1111 1111", referrer: "https://mail.example/?to=maria.lopez@example.com", props: """{"maria.lopez@example.com":"+14155552671","card":["4111111111111111"]}""");

        if (Guard.Examine(e).Stored is not { } stored)
            return;
        var kept = Examples.Line(stored);
        foreach (var secret in (string[])["maria", "4111", "DE89", "212-09", "4155552671"])
            Assert.DoesNotContain(secret, kept, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void TwoHundredAndFiftyFivePropertiesOfSecretsAreAllTakenOut()
    {
        var props = "{" + string.Join(',', Enumerable.Range(0, 255).Select(i => $"\"p{i}\":\"person{i}@example.com\"")) + "}";
        var verdict = Guard.Examine(Examples.Event(props: props));

        Assert.Contains(Category.Email, verdict.Categories);
        Assert.DoesNotContain("person", verdict.Stored is { } stored ? Examples.Line(stored) : "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"x":"\ud800 maria.lopez@example.com"}""")]
    [InlineData("""{"\udc00maria.lopez@example.com":"\ud83d"}""")]
    [InlineData("""{"x":"maria.lopez@example.com""")]
    [InlineData("""["maria.lopez@example.com"]""")]
    [InlineData("maria.lopez@example.com")]
    [InlineData("""{"x":{"x":{"x":{"x":{"x":{"x":{"x":{"x":{"x":{"x":"maria.lopez@example.com"}}}}}}}}}}""")]
    public void PropertiesThatAreNoProperJsonLoseTheirSecretsToo(string props)
    {
        var verdict = Guard.Examine(Examples.Event(props: props));

        Assert.DoesNotContain("maria", verdict.Stored is { } stored ? stored.Props.Text() : "", StringComparison.OrdinalIgnoreCase);
    }

    static void AssertGone(CorpusCase c, Event e, string added)
    {
        // What was added may itself say the secret; then it is not of the rest.
        var kept = Kept(c, e).Where(s => !Searched.In(added).Holds(s)).ToList();
        Assert.True(kept.Count == 0, $"{c.Id} keeps {string.Join(", ", kept)} beside \"{added}\"");
    }

    static string[] Kept(CorpusCase c, Event e)
    {
        if (Guard.Examine(e).Stored is not { } stored)
            return [];
        var searched = Searched.In(string.Join('\n', (string[])[stored.Name, stored.Url, stored.Title, stored.Referrer, stored.Props.Text(), stored.Form.Text()]));
        return [.. c.Secrets.Where(searched.Holds)];
    }

    static byte[] With(ReadOnlyMemory<byte> props, string key, string text)
    {
        var json = props.Text().TrimEnd();
        return Encoding.UTF8.GetBytes(json.Length <= 2 ? $"{{{Quote(key)}:{Quote(text)}}}" : $"{json[..^1]},{Quote(key)}:{Quote(text)}}}");
    }

    static string Quote(string text) => JsonSerializer.Serialize(text);
}
