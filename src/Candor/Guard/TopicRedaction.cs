using Candor.Guard.Detect;
using Candor.Guard.Detect.Topics;

namespace Candor.Guard;

/// <summary>
/// Reads every text for topics, and, once the event is known to tell one, takes away whatever could carry it: what stays is known to be
/// harmless, not merely without a known word.
/// </summary>
static class TopicRedaction
{
    const string Detail = "page detail of an event that tells it";
    const int LongestCode = 40;
    const int LongestPlain = 24;

    /// <summary>The mark that stands for the text; null when it may stay.</summary>
    public static string? Text(Examination x, ReadOnlySpan<char> text, Place place)
    {
        var zone = x.Topics.Zone;
        if (place == Place.Form || x.Key.AsksOwn)
            x.Topics.Zone = TopicZone.Own;
        var reading = x.Topics.Note(text, slug: place is Place.Path or Place.Parameter);
        x.Topics.Zone = zone;
        if (!x.RedactsTopics || x.Spares(reading) || TextShape.IsTrivial(text))
            return null;
        return place switch
        {
            Place.Prose or Place.Form => Mark(x, reading),
            Place.Name => StandardEvent.Is(text) || Says(reading) == 0 ? null : Mark(x, reading),
            Place.Path => reading.Topics == 0 ? null : Mark(x, reading),
            _ => Keeps(x, text, reading) ? null : Mark(x, reading),
        };
    }

    /// <summary>A number under a name: null when it may stay.</summary>
    public static string? Number(Examination x, Place place) =>
        !x.RedactsTopics || (place != Place.Form && !x.Key.Tells && (x.Key.IsOfThings || x.Key.MayCount)) ? null : Mark(x, default);

    /// <summary>A name of a member: the mark when it has words of a topic.</summary>
    public static string? Name(Examination x, in TopicKey key, ReadOnlySpan<char> name) =>
        key.NamesTopic && !Category.IsMark(name) ? Mark(x, x.Topics.Look(name, slug: true)) : null;

    /// <summary>
    /// What remains of a path: its first parts as far as they say nothing; a mark in the place of the rest. Null when all of it may stay.
    /// </summary>
    public static string? Path(Examination x, ReadOnlySpan<char> path)
    {
        if (!x.RedactsTopics)
            return null;
        var afterRoot = false;
        for (var start = 0; start < path.Length;)
        {
            var slash = path[start..].IndexOf('/') is var i and >= 0 ? start + i : path.Length;
            if (slash > start && !KeepsSegment(x, path[start..slash], ref afterRoot, out var reading))
            {
                if (Category.IsTopicMark(path[start..slash]))
                    return slash < path.Length ? path[..slash].ToString() : null;
                return string.Concat(path[..start], Mark(x, reading));
            }
            start = slash + 1;
        }
        return null;
    }

    /// <summary>The whole of an address whose host tells the topic, where it is not the page's own.</summary>
    public static string? Address(Examination x, in TopicReading host) =>
        x.RedactsTopics && x.Topics.Zone != TopicZone.Page && Says(host) != 0 && !x.Spares(host) ? Mark(x, host) : null;

    static bool KeepsSegment(Examination x, ReadOnlySpan<char> segment, ref bool afterRoot, out TopicReading reading)
    {
        reading = default;
        if (segment.IndexOf(';') is var matrix and >= 0)
            segment = segment[..matrix];
        if (Category.IsMark(segment))
            return !Category.IsTopicMark(segment);
        if (segment.Contains('%'))
            return false;
        reading = x.Topics.Look(segment, slug: true);
        var kinds = x.Topics.Kinds.OfSegment(segment);
        if (Says(reading) != 0 && (reading.Topics != 0 || reading.NamesProfessional || (kinds & (PageKind.Structure | PageKind.Root)) == 0))
            return false;
        var keeps = (kinds & PageKind.Settings) == 0 && ((kinds & (PageKind.Structure | PageKind.Root)) != 0 || (!afterRoot && IsNumber(segment)));
        afterRoot = (kinds & PageKind.Root) != 0;
        return keeps;
    }

    static bool Keeps(Examination x, ReadOnlySpan<char> text, in TopicReading reading)
    {
        if (x.Key.Tells || Says(reading) != 0)
            return false;
        if (x.Key.IsCampaign)
            return true;
        return (x.Key.IsOfThings && IsCode(text)) || IsCurrency(text)
            || (text.Length <= LongestPlain && (x.Topics.Kinds.OfSegment(text) & PageKind.Structure) != 0);
    }

    /// <summary>Bits for whatever speaks of a topic or of a setting for one.</summary>
    static uint Says(in TopicReading reading) =>
        reading.Topics | (uint)(reading.Kinds & PageKind.Settings) | (reading.NamesProfessional ? 1u : 0);

    /// <summary>A number, an article number, an id: digits, and no words between spaces.</summary>
    static bool IsCode(ReadOnlySpan<char> text) => text.Length <= LongestCode && !text.Contains(' ') && (text.ContainsAnyInRange('0', '9') || text.Length <= 3);

    static bool IsCurrency(ReadOnlySpan<char> text) => text.Length == 3 && !text.ContainsAnyExceptInRange('A', 'Z');

    static bool IsNumber(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    static string Mark(Examination x, in TopicReading reading)
    {
        var topic = x.TopicOf(reading);
        if (reading.NamesProfessional)
            x.Report(Category.Name, "a professional's name beside a title");
        x.ReportDetail(topic, Detail);
        return Category.TopicMark(topic);
    }
}
