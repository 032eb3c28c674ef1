using System.Buffers;
using Candor.Guard.Detect;

namespace Candor.Guard;

/// <summary>Examines parameters: a URL's query, a fragment, matrix parameters, a form body or cookies inside a text.</summary>
static class QueryWalk
{
    /// <param name="ofUrl">The owner's allow list and the rule on click ids apply.</param>
    /// <returns>Null when all may stay; else what remains, possibly empty.</returns>
    public static string? Examine(Examination x, ReadOnlySpan<char> query, bool ofUrl)
    {
        var patch = new TextPatch(query);
        var removed = false;
        for (var start = 0; start <= query.Length;)
        {
            var end = query[start..].IndexOfAny('&', ';') is var i and >= 0 ? start + i : query.Length;
            if (end > start && !Parameter(x, query, start, end, ofUrl, ref patch))
            {
                patch.Replace(start, Math.Min(end + 1, query.Length), "");
                removed = true;
            }
            start = end + 1;
        }
        var result = patch.Finish();
        return removed ? result!.TrimEnd('&', ';') : result;
    }

    /// <summary>False when the whole parameter has to go.</summary>
    static bool Parameter(Examination x, ReadOnlySpan<char> query, int start, int end, bool ofUrl, ref TextPatch patch)
    {
        var parameter = query[start..end];
        var equals = parameter.IndexOf('=');
        var name = equals < 0 ? parameter : parameter[..equals];
        char[]? rented = null;
        var plainName = name;
        if (name.ContainsAny('%', '+'))
        {
            rented = ArrayPool<char>.Shared.Rent(name.Length);
            if (PercentEncoding.TryDecode(name, plusIsSpace: true, rented, out var length))
                plainName = rented.AsSpan(0, length);
        }
        try
        {
            return Named(x, query, start, end, equals, plainName.Trim(), ofUrl, ref patch);
        }
        finally
        {
            if (rented is not null)
                ArrayPool<char>.Shared.Return(rented);
        }
    }

    static bool Named(Examination x, ReadOnlySpan<char> query, int start, int end, int equals, ReadOnlySpan<char> name, bool ofUrl, ref TextPatch patch)
    {
        var key = FieldNames.Classify(name);
        if (ofUrl && Withheld(x, name, key))
            return false;

        var around = x.Key;
        var topic = TopicKey.Of(x, name, key, around);
        if (TopicRedaction.Name(x, topic, name) is not null)
            return false;
        var nameEnd = equals < 0 ? end : start + equals;
        x.Key = TopicKey.OfName;
        var newName = NeedsLook(x, name) ? TextWalk.Examine(x, name, KeyKind.None, Place.Parameter) : null;
        x.Key = around;
        if (newName is not null)
            patch.Replace(start, nameEnd, newName);
        if (equals < 0 || nameEnd + 1 == end || (key & KeyKind.ClickId) != 0)
            return true;

        if ((key & (KeyKind.BareName | KeyKind.Short)) != 0)
            key = FieldNames.Resolve(key, name, (key & KeyKind.UserData) != 0 || TellsOfPerson(query, start));
        if ((key & KeyKind.FreeText) != 0 && x.Policy.KeepsFreeText(name))
            key &= ~KeyKind.FreeText;
        x.Key = topic;
        var at = x.Path.Push(newName ?? name);
        if (Value(x, query[(nameEnd + 1)..end], key) is { } value)
            patch.Replace(nameEnd + 1, end, value);
        x.Path.Back(at);
        x.Key = around;
        return true;
    }

    static bool Withheld(Examination x, ReadOnlySpan<char> name, KeyKind key)
    {
        var click = (key & KeyKind.ClickId) != 0;
        if (click ? x.AllowsAds : x.Policy.Query.Allows(name))
            return false;
        if (click)
            x.ReportNoAds("click ids need consent to advertising");
        else
            x.Report(Category.NotAllowed, "a parameter that is not on the allow list");
        return true;
    }

    static bool NeedsLook(Examination x, ReadOnlySpan<char> name) =>
        x.Known.MayBeIn(name) || name.Length > 24 || name.ContainsAny('@', '%') || name.ContainsAnyInRange('0', '9');

    static string? Value(Examination x, ReadOnlySpan<char> value, KeyKind key)
    {
        if (!value.ContainsAny('%', '+'))
            return TextWalk.Examine(x, value, key, Place.Parameter);
        var buffer = ArrayPool<char>.Shared.Rent(value.Length);
        try
        {
            if (!PercentEncoding.TryDecode(value, plusIsSpace: true, buffer, out var length))
                return TextWalk.Examine(x, value, key, Place.Parameter);
            return TextWalk.Examine(x, buffer.AsSpan(0, length), key, Place.Parameter) is { } changed ? PercentEncoding.Encode(changed) : null;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    /// <summary>Another parameter is plainly a fact about a person.</summary>
    static bool TellsOfPerson(ReadOnlySpan<char> query, int except)
    {
        var start = 0;
        foreach (var range in query.SplitAny('&', ';'))
        {
            var parameter = query[range];
            if (start != except && parameter.IndexOf('=') is var equals and > 0 && (FieldNames.Classify(parameter[..equals]) & KeyKind.Identity) != 0)
                return true;
            start += parameter.Length + 1;
        }
        return false;
    }
}
