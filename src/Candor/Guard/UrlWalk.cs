using Candor.Guard.Detect;
using Candor.Guard.Detect.Topics;
using Candor.Guard.Policy;

namespace Candor.Guard;

/// <summary>Examines a URL part by part. Scheme, host and port stay as they are; a name and password before the host go.</summary>
static class UrlWalk
{
    /// <summary>What the segment before may say about a segment: <c>/reset/…</c>, <c>/mrn/…</c>, <c>/orders/…</c>.</summary>
    const KeyKind SaidByWholeSegment = KeyKind.Person | KeyKind.Email | KeyKind.Phone | KeyKind.GovernmentId | KeyKind.Card | KeyKind.Bank | KeyKind.HealthId | KeyKind.Ip;

    /// <summary>Deeper parts say what the page is about, not what kind it is.</summary>
    const int MostSegments = 6;

    /// <summary>Words that tell also among others: <c>/password-reset-step/…</c>.</summary>
    const KeyKind SaidByAnyWord = KeyKind.Secret | KeyKind.Token | KeyKind.MaybeToken | KeyKind.Thing | KeyKind.Version | KeyKind.Digest;

    /// <summary>Null when the URL may stay as it is.</summary>
    public static string? Examine(Examination x, ReadOnlySpan<char> url, TopicZone zone)
    {
        var patch = new TextPatch(url);
        var path = Authority(x, url, ref patch, out var host);
        if (TopicRedaction.Address(x, host) is { } whole)
            return whole;
        var fragment = url[path..].IndexOf('#') is var hash and >= 0 ? path + hash : url.Length;
        var query = url[path..fragment].IndexOf('?') is var mark and >= 0 ? path + mark : fragment;

        Topics(x, url[path..query]);
        if (TopicRedaction.Path(x, url[path..query]) is { } safe)
            patch.Replace(path, query, safe);
        else
            Path(x, url, path, query, ref patch);
        if (query < fragment)
            Query(x, url, query, fragment, ref patch);
        if (fragment < url.Length)
            Fragment(x, url, fragment, zone, ref patch);
        return patch.Finish();
    }

    /// <summary>Reads the path for topics: as one text, for a phrase may reach over a slash, and part by part for the kind of page.</summary>
    static void Topics(Examination x, ReadOnlySpan<char> path)
    {
        if (path.Length < 2)
            return;
        if (path.Contains('%'))
        {
            path = PagePath.Of(path);
        }
        x.Topics.Note(path, slug: true);
        var index = 0;
        var before = ReadOnlySpan<char>.Empty;
        for (var start = 0; start < path.Length && index < MostSegments;)
        {
            var slash = path[start..].IndexOf('/') is var i and >= 0 ? start + i : path.Length;
            if (slash > start)
            {
                var part = path[start..slash];
                x.Topics.NoteSegment(part, index++);
                if (IsYear(before) && part.Length is 1 or 2 && char.IsAsciiDigit(part[0]))
                    x.Topics.NoteDated();
                before = part;
            }
            start = slash + 1;
        }
    }

    static bool IsYear(ReadOnlySpan<char> part) => part.Length == 4 && part is ['1', '9', ..] or ['2', '0', ..] && !part.ContainsAnyExceptInRange('0', '9');

    /// <summary>Answers where the path starts.</summary>
    static int Authority(Examination x, ReadOnlySpan<char> url, ref TextPatch patch, out TopicReading host)
    {
        host = default;
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        var start = scheme >= 0 && !url[..scheme].ContainsAny("/?#") ? scheme + 3 : url.StartsWith("//", StringComparison.Ordinal) ? 2 : 0;
        if (start == 0)
            return 0;
        var end = url[start..].IndexOfAny('/', '?', '#') is var i and >= 0 ? start + i : url.Length;
        if (url[start..end].LastIndexOf('@') is var at and >= 0)
        {
            x.Report(Category.Credential, "a name or password before the host");
            patch.Replace(start, start + at + 1, "");
            start += at + 1;
        }
        host = x.Topics.NoteHost(url[start..end]);
        return end;
    }

    static void Path(Examination x, ReadOnlySpan<char> url, int start, int end, ref TextPatch patch)
    {
        var at = x.Path.Push("path");
        // A chat link is a telephone number: https://wa.me/34612345678.
        var before = url[..start].EndsWith("//wa.me", StringComparison.OrdinalIgnoreCase) ? "whatsapp" : ReadOnlySpan<char>.Empty;
        while (start < end)
        {
            var slash = url[start..end].IndexOf('/') is var i and >= 0 ? start + i : end;
            var segment = url[start..slash];
            var matrix = segment.IndexOf(';');
            var word = matrix >= 0 ? segment[..matrix] : segment;
            if (word.Length > 0)
            {
                var signals = TextSignals.Of(word);
                var key = (signals & (Signals.FewDigits | Signals.Run | Signals.Percent)) != 0 && before.Length > 0 ? Said(before) : KeyKind.None;
                if ((signals != Signals.None || x.Known.MayBeIn(word)) && TextWalk.Examine(x, word, key, Place.Path) is { } changed)
                    patch.Replace(start, start + word.Length, changed);
                before = word;
            }
            if (matrix >= 0 && QueryWalk.Examine(x, segment[(matrix + 1)..], ofUrl: true) is { } parameters)
                patch.Replace(start + matrix + (parameters.Length == 0 ? 0 : 1), slash, parameters);
            start = slash + 1;
        }
        x.Path.Back(at);
    }

    static KeyKind Said(ReadOnlySpan<char> segment) => FieldNames.Classify(segment) & SaidByAnyWord | FieldNames.ClassifyWhole(segment) & SaidByWholeSegment;

    static void Query(Examination x, ReadOnlySpan<char> url, int mark, int end, ref TextPatch patch)
    {
        var at = x.Path.Push("query");
        if (QueryWalk.Examine(x, url[(mark + 1)..end], ofUrl: true) is { } query)
            patch.Replace(query.Length == 0 ? mark : mark + 1, end, query);
        x.Path.Back(at);
    }

    /// <summary>A fragment may be a place in the page, parameters (<c>#access_token=…</c>) or a path of its own (<c>#/orders/1?email=…</c>).</summary>
    static void Fragment(Examination x, ReadOnlySpan<char> url, int hash, TopicZone zone, ref TextPatch patch)
    {
        var at = x.Path.Push("fragment");
        var fragment = url[(hash + 1)..];
        var changed = fragment.StartsWith("/", StringComparison.Ordinal) || fragment.StartsWith("!", StringComparison.Ordinal) || fragment.Contains('?') ? Examine(x, fragment, zone)
            : fragment.Contains('=') ? QueryWalk.Examine(x, fragment, ofUrl: true)
            : TextWalk.Examine(x, fragment, KeyKind.None, Place.Parameter);
        if (changed is not null)
            patch.Replace(changed.Length == 0 ? hash : hash + 1, url.Length, changed);
        x.Path.Back(at);
    }
}
