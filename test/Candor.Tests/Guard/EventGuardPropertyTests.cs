using System.Text;
using System.Text.Json;
using Candor.Guard;
using CsCheck;

namespace Candor.Tests.Guard;

/// <summary>What holds for any event at all, hostile ones included.</summary>
public sealed class EventGuardPropertyTests
{
    static readonly EventGuard Guard = Examples.Guard();

    static readonly string[] Identities =
        ["maria.lopez@example.com", "maria.lopez%40example.com", "+14155552671", "4111111111111111", "4111 1111 1111 1111", "DE89370400440532013000", "212-09-9437", "RSSMRA85T10A562S", "203.0.113.42", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abcdefghijklmnop", "sk_live_4eC39HqLyjWDarjtT1zdp7dc"];

    static readonly string[] Pieces =
        [.. Identities, "{\"a\":\"", "\"}", "%25", "%2540", "?", "&", "=", "#", ";", "/", "://", "http://", "email=", "first_name", "name", "value", "[email]", "[", "]", "(at)", "[dot]", "@", "+", "%", "\\u", "\"", " ", "\t", "-", ".", "::", "𝒳", "\uD800", "é", "１２３", "SSN ", "call ", "born 1.1.1990", "Welcome, Maria", "0", "12", "345", "6789", "token=", "Zm9vQGJhci5jb20=", "666f6f406261722e636f6d", "a", "XYZ", "null", "true", "{", "}", "[1,2]"];

    static readonly Gen<string> AnyText = Gen.OneOf(Gen.OneOf(Pieces).Array[0, 12].Select(string.Concat), Gen.String[0, 60]);

    static readonly Gen<string> Keys = Gen.OneOf(Gen.OneOf("email", "first_name", "lastName", "name", "phone", "value", "order_id", "message", "em", "user_data", "lat", "ssn", "password", "x", "contents", "id"), AnyText);

    static readonly Gen<string> AnyJson = Gen.Recursive<string>((depth, json) => depth > 4 ? AnyText.Select(Quote) : Gen.OneOf(
        AnyText.Select(Quote),
        Gen.Double.Select(d => double.IsFinite(d) ? JsonSerializer.Serialize(d) : "0"),
        Gen.OneOf("true", "null", "4111111111111111", "16505551212"),
        json.Array[0, 4].Select(items => $"[{string.Join(',', items)}]"),
        Gen.Select(Keys, json).Array[0, 5].Select(Object)));

    static readonly Gen<string> AnyProps = Gen.OneOf(Gen.Select(Keys, AnyJson).Array[0, 6].Select(Object), AnyText);

    static readonly Gen<Event> AnyEvent = Gen.Select(AnyText, AnyText, AnyText, AnyProps, AnyText, Gen.Bool, (url, title, referrer, props, visitor, ads) =>
        Examples.Event(url: "https://www.example.org/" + url, title: title, referrer: referrer, props: props, visitor: visitor, user: ads ? props : "", consent: new Consent(true, ads)));

    [Fact]
    public void NothingMakesItFail() =>
        AnyEvent.Sample(e => Assert.False(Ends(e, "the examination failed"), Examples.Line(e)), iter: 1_500);

    [Fact]
    public void NothingKeepsItFromComingToRest() =>
        AnyEvent.Sample(e => Assert.False(Ends(e, "the event did not come to rest"), Examples.Line(e)), iter: 1_500);

    [Fact]
    public void GuardingAGuardedEventChangesNothing() => AnyEvent.Sample(e =>
    {
        if (Guard.Examine(e).Stored is { } stored)
            Assert.Same(stored, Guard.Examine(stored).Stored);
    }, iter: 1_500);

    [Fact]
    public void WhatWasJsonStaysJson() => AnyEvent.Sample(e =>
    {
        if (Guard.Examine(e).Stored is { Props.Length: > 0 } stored)
            JsonElement.Parse(stored.Props.Span);
    }, iter: 1_000);

    [Fact]
    public void AnIdentityIsGoneWhateverStandsAroundIt() =>
        Gen.Select(Gen.OneOf("maria.lopez@example.com", "DE89370400440532013000", "RSSMRA85T10A562S", "sk_live_4eC39HqLyjWDarjtT1zdp7dc"), Gen.OneOf(" ", ", ", "\n", ": ", " (", "\" ", "'"), Gen.String[Gen.Char.AlphaNumeric, 0, 8], Gen.Int[0, 5]).Sample((identity, gap, word, place) =>
        {
            var text = $"{word}{gap}{identity}{gap[..1]}{word}";
            var e = place switch
            {
                0 => Examples.Event(title: text),
                1 => Examples.Event(url: $"https://www.example.org/a/{Uri.EscapeDataString(identity)}/b?x=1"),
                2 => Examples.Event(url: $"https://www.example.org/?x={Uri.EscapeDataString(Uri.EscapeDataString(text))}"),
                3 => Examples.Event(props: $$"""{"x":[{"y":{{Quote(text)}}}]}"""),
                4 => Examples.Event(props: $$"""{"x":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}}"}"""),
                _ => Examples.Event(referrer: $"https://other.example/?q={Uri.EscapeDataString(text)}"),
            };
            var line = Examples.Line(Guard.Examine(e).Stored!);
            Assert.DoesNotContain(identity, line, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)), line, StringComparison.Ordinal);
        }, iter: 1_000);

    /// <summary>Monotone: what was removed from the one event is removed from it beside anything else.</summary>
    [Fact]
    public void MoreDataNeverMakesItKeepMoreOfTheRest() => Gen.Select(Gen.OneOf(Identities), Keys, AnyJson).Sample((identity, key, json) =>
    {
        var alone = Guard.Examine(Examples.Event(props: $$"""{"x1":{{Quote(identity)}}}"""));
        var beside = Guard.Examine(Examples.Event(props: $$"""{"x1":{{Quote(identity)}},{{Quote(key)}}:{{json}}}"""));
        if (alone.Kind == VerdictKind.Redact && beside.Stored is { } stored)
            Assert.DoesNotContain(identity, stored.Props.Text().Split(',')[0], StringComparison.Ordinal);
    }, iter: 1_000);

    static bool Ends(Event e, string why) => Guard.Examine(e).Reasons.Any(r => r.Why == why);

    static string Object((string Key, string Json)[] members) => "{" + string.Join(',', members.Select(m => $"{Quote(m.Key)}:{m.Json}")) + "}";

    static string Quote(string text) => JsonSerializer.Serialize(text);
}
