using System.Buffers;
using System.Text.Json;
using Candor.Guard.Detect;
using Candor.Guard.Detect.Topics;

namespace Candor.Guard;

/// <summary>Examines every part of an event once, in the order of its fields.</summary>
static class EventWalk
{
    static readonly SearchValues<char> IdCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");
    static readonly SearchValues<char> LabelCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .-");
    static readonly SearchValues<char> SizeCharacters = SearchValues.Create("0123456789x");

    /// <summary>The same instance when all of it may stay.</summary>
    public static Event Examine(Examination x, Event e, VisitorPseudonym pseudonym)
    {
        var name = Text(x, "name", e.Name, Place.Name);
        var url = Url(x, "url", e.Url, TopicZone.Page);
        var title = Text(x, "title", e.Title);
        var referrer = Url(x, "referrer", e.Referrer, TopicZone.Referrer);
        var props = Json(x, "props", e.Props, e.Name, Place.Property);
        var form = Json(x, "form", e.Form, "", Place.Form);
        var visitor = Visitor(x, e.Visitor, pseudonym);
        var user = e.User.IsEmpty ? null : User(x, e.User);
        var screen = e.Screen.Length == 0 || (e.Screen.Length <= 11 && !e.Screen.AsSpan().ContainsAnyExcept(SizeCharacters)) ? null : Text(x, "screen", e.Screen) ?? NoWord(x, "screen");
        var language = IsWord(e.Language, 35) ? null : Text(x, "language", e.Language) ?? NoWord(x, "language");
        var currency = IsWord(e.Currency, 10) ? null : Text(x, "currency", e.Currency) ?? NoWord(x, "currency");
        var region = Label(x, "region", e.Region);
        var device = IsWord(e.Device, 20) ? null : Text(x, "device", e.Device);
        var browser = Label(x, "browser", e.Browser);
        var os = Label(x, "os", e.Os);

        if (name is null && url is null && title is null && referrer is null && props is null && form is null && visitor is null && user is null
            && screen is null && language is null && currency is null && region is null && device is null && browser is null && os is null)
            return e;
        return e with
        {
            Name = name ?? e.Name, Url = url ?? e.Url, Title = title ?? e.Title, Referrer = referrer ?? e.Referrer, Props = props ?? e.Props, Form = form ?? e.Form,
            Visitor = visitor ?? e.Visitor, User = user ?? e.User, Screen = screen ?? e.Screen, Language = language ?? e.Language, Currency = currency ?? e.Currency,
            Region = region ?? e.Region, Device = device ?? e.Device, Browser = browser ?? e.Browser, Os = os ?? e.Os,
        };
    }

    static string? Text(Examination x, string field, string text, Place place = Place.Prose)
    {
        if (text.Length == 0)
            return null;
        x.Path.Clear();
        x.Path.Push(field);
        return TextWalk.Examine(x, text, KeyKind.None, place);
    }

    static string? Url(Examination x, string field, string url, TopicZone zone)
    {
        if (url.Length == 0)
            return null;
        x.Path.Clear();
        x.Path.Push(field);
        x.Topics.Zone = zone;
        var changed = UrlWalk.Examine(x, url, zone);
        x.Topics.Zone = TopicZone.Page;
        return changed;
    }

    static ReadOnlyMemory<byte>? Json(Examination x, string field, ReadOnlyMemory<byte> json, string eventName, Place place)
    {
        if (json.IsEmpty || json.Span.SequenceEqual("{}"u8))
            return null;
        x.Path.Clear();
        x.Path.Push(field);
        var allowed = place == Place.Property && !x.Policy.Properties.AllowsAll ? Allowed(x, json, eventName) : json;
        var changed = JsonWalk.Examine(x, allowed.Span, KeyKind.None, place, out var readable);
        if (!readable)
        {
            x.Report(Category.Unreadable, "not one JSON value, or nested too deep");
            return ReadOnlyMemory<byte>.Empty;
        }
        if (changed is not null)
            return changed;
        return allowed.Equals(json) ? (ReadOnlyMemory<byte>?)null : allowed;
    }

    static ReadOnlyMemory<byte> Allowed(Examination x, ReadOnlyMemory<byte> props, string eventName)
    {
        try
        {
            return JsonMembers.Keep(props.Span, name => Allows(x, eventName, name)) ?? props;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return props;
        }
    }

    static bool Allows(Examination x, string eventName, ReadOnlySpan<char> property)
    {
        if (x.Policy.Properties.Allows(eventName, property))
            return true;
        var at = x.Path.Push(property);
        x.Report(Category.NotAllowed, "a property that the policy does not allow");
        x.Path.Back(at);
        return false;
    }

    static ReadOnlyMemory<byte>? User(Examination x, ReadOnlyMemory<byte> user)
    {
        x.Path.Clear();
        x.Path.Push("user");
        return UserWalk.Examine(x, user.Span) is { } changed ? changed : (ReadOnlyMemory<byte>?)null;
    }

    /// <summary>An id that is itself an identity gives way to its pseudonym.</summary>
    static string? Visitor(Examination x, string visitor, VisitorPseudonym pseudonym)
    {
        if (x.KeepsNobody && visitor.Length > 0 && !visitor.StartsWith(VisitorKey.Prefix, StringComparison.Ordinal))
        {
            x.Path.Clear();
            x.Path.Push("visitor");
            x.ReportNoAds("a visitor's id on a page for nobody's");
            return "";
        }
        if (visitor.Length == 0 || (visitor is ['c' or 'd' or 'h', '.', ..] && visitor.Length <= 64 && !visitor.AsSpan(2).ContainsAnyExcept(IdCharacters)))
            return null;
        x.Path.Clear();
        x.Path.Push("visitor");
        return TextWalk.Examine(x, visitor, KeyKind.None, Place.Property) is null ? null : pseudonym.For(visitor);
    }

    /// <summary>A product's or a region's name, as the collector writes them.</summary>
    static string? Label(Examination x, string field, string text) =>
        text.Length <= 24 && !text.AsSpan().ContainsAnyExcept(LabelCharacters) && TextShape.Digits(text) < 6 ? null : Text(x, field, text);

    static bool IsWord(string text, int longest) => text.Length <= longest && !text.AsSpan().ContainsAnyExcept(IdCharacters);

    static string NoWord(Examination x, string field)
    {
        x.Path.Clear();
        x.Path.Push(field);
        x.Report(Category.NotAllowed, "not of the form that this field has");
        return "";
    }
}
