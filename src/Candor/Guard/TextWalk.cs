using System.Buffers;
using System.Text;
using Candor.Guard.Detect;
using Candor.Guard.Detect.Topics;

namespace Candor.Guard;

/// <summary>Examines one text: what it holds inside itself first (a URL, JSON, parameters, percent-encoding, base64), then its characters.</summary>
static class TextWalk
{
    /// <summary>Null when the text may stay as it is.</summary>
    public static string? Examine(Examination x, ReadOnlySpan<char> text, KeyKind key, Place place)
    {
        if (text.IsEmpty)
            return null;
        var signals = TextSignals.Of(text);
        if ((signals & ~(Signals.Space | Signals.Slash)) == Signals.None && (key & KeyKind.Telling) == KeyKind.None && !x.Known.MayBeIn(text) && ((signals & Signals.Space) == 0 || place == Place.Path))
            return Category.IsMark(text) ? null : Plain(x, text, place);
        if (Category.IsMark(text))
            return null;
        if (!x.MayWork(text.Length))
        {
            x.Report(Category.FreeText, "too many encodings inside one another");
            return Category.Mark(Category.FreeText);
        }

        x.Depth++;
        var result = Inside(x, text, key, place, signals) ?? Characters(x, text, key, place, signals);
        x.Depth--;
        return result;
    }

    /// <summary>Words alone: nothing but topics to look for.</summary>
    static string? Plain(Examination x, ReadOnlySpan<char> text, Place place) => TopicRedaction.Text(x, text, place);

    static string? Inside(Examination x, ReadOnlySpan<char> text, KeyKind key, Place place, Signals signals)
    {
        if ((signals & Signals.Percent) != 0 && Decoded(x, text, key, place) is { } decoded)
            return decoded;
        if ((key & KeyKind.FreeText) != 0)
            return null;
        if ((signals & (Signals.Slash | Signals.Pause)) == (Signals.Slash | Signals.Pause) && place != Place.Path && text.Contains("://", StringComparison.Ordinal))
            return WithUrls(x, text, key, place);
        if ((signals & Signals.Equals) != 0 && text[0] is '/' or '?' or '#' && text.ContainsAny('?', '#'))
            return Link(x, text);
        if (Json(x, text, key, place) is { } json)
            return json;
        return (signals & Signals.Equals) != 0 && (!text.Contains(' ') || text.Contains("; ", StringComparison.Ordinal)) ? QueryWalk.Examine(x, text, ofUrl: false) : null;
    }

    static string? Decoded(Examination x, ReadOnlySpan<char> text, KeyKind key, Place place)
    {
        var buffer = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            if (!PercentEncoding.TryDecode(text, plusIsSpace: false, buffer, out var length))
                return null;
            var result = Examine(x, buffer.AsSpan(0, length), key, place);
            return result is not null && place is Place.Path or Place.Parameter ? PercentEncoding.Encode(result!) : result;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    /// <summary>URLs go to <see cref="UrlWalk"/>; what stands between them is text.</summary>
    static string? WithUrls(Examination x, ReadOnlySpan<char> text, KeyKind key, Place place)
    {
        var patch = new TextPatch(text);
        var from = 0;
        while (text[from..].IndexOf("://", StringComparison.Ordinal) is var found and >= 0)
        {
            var start = from + found;
            while (start > from && char.IsAsciiLetter(text[start - 1]))
                start--;
            var end = from + found + 3;
            while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('"' or '<' or '>'))
                end++;
            Piece(x, text[from..start], key, place, from, ref patch);
            if (Link(x, text[start..end]) is { } url)
                patch.Replace(start, end, url);
            from = end;
        }
        if (from > 0)
            Piece(x, text[from..], key, place, from, ref patch);
        return patch.Finish();
    }

    static string? Link(Examination x, ReadOnlySpan<char> url)
    {
        var zone = x.Topics.Zone;
        if (zone == TopicZone.Page)
            x.Topics.Zone = TopicZone.Link;
        var changed = UrlWalk.Examine(x, url, x.Topics.Zone);
        x.Topics.Zone = zone;
        return changed;
    }

    static void Piece(Examination x, ReadOnlySpan<char> piece, KeyKind key, Place place, int at, ref TextPatch patch)
    {
        if (!piece.IsWhiteSpace() && Examine(x, piece, key & ~KeyKind.FreeText, place) is { } examined)
            patch.Replace(at, at + piece.Length, examined);
    }

    static string? Json(Examination x, ReadOnlySpan<char> text, KeyKind key, Place place)
    {
        if (text[0] is not ('{' or '[') || text.Length < 2 || text[^1] is not ('}' or ']'))
            return null;
        var utf8 = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            var length = Encoding.UTF8.GetBytes(text, utf8);
            return JsonWalk.Examine(x, utf8.AsSpan(0, length), key, place, out _) is { } changed ? Encoding.UTF8.GetString(changed) : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(utf8);
        }
    }

    static string? Characters(Examination x, ReadOnlySpan<char> text, KeyKind key, Place place, Signals signals)
    {
        if (TopicRedaction.Text(x, text, place) is { } mark)
            return mark;
        // Folding is for digits and the at sign; a title with an umlaut or a dash does without.
        if ((signals & Signals.Wide) == 0 || (signals & (Signals.FewDigits | Signals.At)) == 0)
            return Scan(x, text, text, key, place, signals);
        var buffer = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            var folded = buffer.AsSpan(0, text.Length);
            return Folding.TryFold(text, folded) ? Scan(x, text, folded, key, place, TextSignals.Of(folded)) : Scan(x, text, text, key, place, signals);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    static string? Scan(Examination x, ReadOnlySpan<char> text, ReadOnlySpan<char> folded, KeyKind key, Place place, Signals signals)
    {
        var first = x.Hits.Count;
        var leaf = new Leaf(folded, key, place, signals);
        Detectors.Find(leaf, x.Hits);
        if ((signals & Signals.Run) != 0)
            EncodedText.Find(x, leaf);
        if (!x.Known.IsEmpty)
            x.Known.Find(folded, x.Hits);
        return x.Hits.Count == first ? null : Replace(x, text, x.Hits.Take(first), key);
    }

    static string? Replace(Examination x, ReadOnlySpan<char> text, List<Hit> hits, KeyKind key)
    {
        var patch = new TextPatch(text);
        foreach (var hit in hits)
        {
            if (hit.Why.Length > 0)
                x.Report(hit.Category, hit.Why);
            // Some numbers are a state's and a health service's at once.
            if (hit.Category == Category.GovernmentId && (key & KeyKind.HealthId) != 0)
                x.Report(Category.HealthId, hit.Why);
            if (hit.Spreads)
                x.Known.Add(text.Slice(hit.Start, hit.Length), hit.Category);
            patch.Replace(hit.Start, hit.End, Category.Mark(hit.Category));
        }
        return patch.Finish();
    }
}
