using System.Text;
using System.Text.Json;

namespace Candor.Collect.Wire;

/// <summary>One event object to <see cref="WireEvent"/>, by walking its tokens. Finds all that is wrong with it, and ignores members it does not know.</summary>
static class EventDecoder
{
    /// <summary>Reads the value that the reader stands on, to its end, into an empty event. False when a problem was added.</summary>
    /// <exception cref="JsonException">The text is not JSON from here on.</exception>
    public static bool TryRead(ref Utf8JsonReader json, ReadOnlyMemory<byte> body, ProblemList problems, ref WireEvent e)
    {
        var before = problems.Count;
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            problems.Add("", RefusalReason.WrongType, "An event is a JSON object: {\"site\":\"s_…\",\"name\":\"PageView\",…}.");
            return false;
        }

        var start = json.TokenStartIndex;
        var seen = 0u;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            ReadMember(ref json, body, problems, ref e, ref seen);

        if (json.BytesConsumed - start > WireLimits.EventBytes)
            problems.Add("", RefusalReason.TooLarge, $"The event has {json.BytesConsumed - start:N0} bytes; at most {WireLimits.EventBytes:N0} are taken. Send less in props.");
        if (e.Site is null && (seen & 1u << (int)Member.Site) == 0)
            problems.Add("site", RefusalReason.Missing, "'site' is missing. It is the data-site of your snippet.");
        if (e.Name is null && (seen & 1u << (int)Member.Name) == 0)
            problems.Add("name", RefusalReason.Missing, "'name' is missing. For a page view it is PageView.");
        return problems.Count == before;
    }

    enum Member : byte { Unknown, Site, Id, Name, Time, Sent, Url, Title, Referrer, Props, User, Visitor, Consent, Gpc, Screen, Language, Source }

    static void ReadMember(ref Utf8JsonReader json, ReadOnlyMemory<byte> body, ProblemList problems, ref WireEvent e, ref uint seen)
    {
        var member = Which(ref json);
        json.Read();
        if (member == Member.Unknown)
        {
            json.Skip();
            return;
        }
        if ((seen & 1u << (int)member) != 0)
        {
            problems.Add(Field(member), RefusalReason.Duplicate, $"'{Field(member)}' is there twice. Send it once.");
            json.Skip();
            return;
        }
        seen |= 1u << (int)member;
        if (json.TokenType == JsonTokenType.Null)
        {
            if (member is Member.Site or Member.Name)
                seen &= ~(1u << (int)member);
            return;
        }
        switch (member)
        {
            case Member.Site: e.Site = Identifier(ref json, "site", WireLimits.Site, problems); break;
            case Member.Id: e.Id = Id(ref json, problems); break;
            case Member.Name: e.Name = Name(ref json, problems); break;
            case Member.Time: e.Time = Time(ref json, "time", problems); break;
            case Member.Sent: e.Sent = Time(ref json, "sent", problems); break;
            case Member.Url: e.Url = Text(ref json, "url", WireLimits.Url, problems); break;
            case Member.Title: e.Title = Text(ref json, "title", WireLimits.Title, problems); break;
            case Member.Referrer: e.Referrer = Text(ref json, "referrer", WireLimits.Url, problems); break;
            case Member.Props: e.Props = Object(ref json, body, "props", problems); break;
            case Member.User: e.User = Object(ref json, body, "user", problems); break;
            case Member.Visitor: e.Visitor = Identifier(ref json, "visitor", WireLimits.Visitor, problems); break;
            case Member.Consent: ConsentOf(ref json, problems, ref e); break;
            case Member.Gpc: e.OptOut = Flag(ref json, "gpc", problems) == true; break;
            case Member.Screen: e.Screen = Text(ref json, "screen", WireLimits.Screen, problems); break;
            case Member.Language: e.Language = Text(ref json, "language", WireLimits.Language, problems); break;
            case Member.Source: e.Source = Source(ref json, problems); break;
        }
    }

    static Member Which(ref Utf8JsonReader json)
    {
        var name = json.ValueSpan;
        if (json.ValueIsEscaped)
            return Escaped(ref json);
        // By length first: most names are then compared once.
        return name.Length switch
        {
            2 => name.SequenceEqual("id"u8) ? Member.Id : Member.Unknown,
            3 => name.SequenceEqual("url"u8) ? Member.Url : name.SequenceEqual("gpc"u8) ? Member.Gpc : Member.Unknown,
            4 => name.SequenceEqual("site"u8) ? Member.Site : name.SequenceEqual("name"u8) ? Member.Name : name.SequenceEqual("time"u8) ? Member.Time
                : name.SequenceEqual("sent"u8) ? Member.Sent : name.SequenceEqual("user"u8) ? Member.User : Member.Unknown,
            5 => name.SequenceEqual("props"u8) ? Member.Props : name.SequenceEqual("title"u8) ? Member.Title : Member.Unknown,
            6 => name.SequenceEqual("screen"u8) ? Member.Screen : name.SequenceEqual("source"u8) ? Member.Source : Member.Unknown,
            7 => name.SequenceEqual("consent"u8) ? Member.Consent : name.SequenceEqual("visitor"u8) ? Member.Visitor : Member.Unknown,
            8 => name.SequenceEqual("referrer"u8) ? Member.Referrer : name.SequenceEqual("language"u8) ? Member.Language : Member.Unknown,
            _ => Member.Unknown,
        };
    }

    /// <summary><c>"\u0073ite"</c> is site too, and must not slip past the check for duplicates.</summary>
    static Member Escaped(ref Utf8JsonReader json)
    {
        for (var member = Member.Site; member <= Member.Source; member++)
            if (JsonText.NameIs(ref json, Encoding.ASCII.GetBytes(Field(member))))
                return member;
        return Member.Unknown;
    }

    static string Field(Member member) => member.ToString().ToLowerInvariant();

    static string? Text(ref Utf8JsonReader json, string field, int longest, ProblemList problems)
    {
        if (json.TokenType == JsonTokenType.String)
            return JsonText.Read(ref json, longest);
        json.Skip();
        problems.Add(field, RefusalReason.WrongType, $"'{field}' must be text.");
        return null;
    }

    /// <summary>Text of which a part would be another one, so it is refused rather than cut.</summary>
    static string? Identifier(ref Utf8JsonReader json, string field, int longest, ProblemList problems)
    {
        var text = Text(ref json, field, longest + 1, problems);
        if (text?.Length > longest)
            problems.Add(field, RefusalReason.TooLong, $"'{field}' is longer than {longest} characters.");
        return text;
    }

    static Guid? Id(ref Utf8JsonReader json, ProblemList problems)
    {
        // The script's ids are UUIDs; only others need to become text first.
        if (json.TokenType == JsonTokenType.String && json.TryGetGuid(out var uuid))
            return uuid;
        return Identifier(ref json, "id", WireLimits.Id, problems) is { Length: > 0 } id ? EventId.Parse(id) : null;
    }

    static string? Name(ref Utf8JsonReader json, ProblemList problems)
    {
        var name = Identifier(ref json, "name", WireLimits.Name, problems);
        if (name is { Length: 0 })
            problems.Add("name", RefusalReason.Missing, "'name' is empty. For a page view it is PageView.");
        return name;
    }

    static long? Time(ref Utf8JsonReader json, string field, ProblemList problems)
    {
        if (json.TokenType != JsonTokenType.Number)
        {
            json.Skip();
            problems.Add(field, RefusalReason.WrongType, $"'{field}' must be a number: milliseconds since 1970 UTC, as Date.now() gives.");
            return null;
        }
        if (json.TryGetInt64(out var whole) && whole is >= -WireLimits.LatestTime and <= WireLimits.LatestTime)
            return whole;
        if (json.TryGetDouble(out var time) && Math.Abs(time) <= WireLimits.LatestTime)
            return (long)time;
        problems.Add(field, RefusalReason.NumberRange, $"'{field}' is no time: milliseconds since 1970 UTC have 13 digits.");
        return null;
    }

    static JsonObjectSlice Object(ref Utf8JsonReader json, ReadOnlyMemory<byte> body, string field, ProblemList problems)
    {
        if (json.TokenType == JsonTokenType.StartObject)
            return JsonObjectReader.TryRead(ref json, body, field, problems, out var slice) ? slice : default;
        json.Skip();
        problems.Add(field, RefusalReason.WrongType, $"'{field}' must be an object.");
        return default;
    }

    static void ConsentOf(ref Utf8JsonReader json, ProblemList problems, ref WireEvent e)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            problems.Add("consent", RefusalReason.WrongType, "'consent' must be an object: {\"analytics\":true,\"ads\":false}.");
            return;
        }
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var (analytics, ads) = (JsonText.NameIs(ref json, "analytics"u8), JsonText.NameIs(ref json, "ads"u8));
            json.Read();
            // A purpose given twice counts as refused once it was refused.
            if (analytics)
                e.Analytics = Flag(ref json, "consent.analytics", problems) is { } flag ? flag && e.Analytics != false : e.Analytics;
            else if (ads)
                e.Ads = Flag(ref json, "consent.ads", problems) is { } flag ? flag && e.Ads != false : e.Ads;
            else
                json.Skip();
        }
    }

    static bool? Flag(ref Utf8JsonReader json, string field, ProblemList problems)
    {
        if (json.TokenType is JsonTokenType.True or JsonTokenType.False)
            return json.TokenType == JsonTokenType.True;
        if (json.TokenType != JsonTokenType.Null)
        {
            json.Skip();
            problems.Add(field, RefusalReason.WrongType, $"'{field}' must be true or false.");
        }
        return null;
    }

    static EventSource? Source(ref Utf8JsonReader json, ProblemList problems)
    {
        if (json.TokenType == JsonTokenType.String)
        {
            if (JsonText.NameIs(ref json, "pixel"u8)) return EventSource.Pixel;
            if (JsonText.NameIs(ref json, "server"u8)) return EventSource.Server;
            if (JsonText.NameIs(ref json, "import"u8)) return EventSource.Import;
        }
        json.Skip();
        problems.Add("source", RefusalReason.WrongType, "'source' must be \"pixel\", \"server\" or \"import\".");
        return null;
    }
}
