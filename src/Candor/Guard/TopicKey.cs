using Candor.Guard.Detect;
using Candor.Guard.Detect.Topics;

namespace Candor.Guard;

/// <summary>What the name of a field or parameter, and of those around it, means for its value when an event tells a topic.</summary>
readonly struct TopicKey
{
    /// <summary>Of things, counts, versions: a number or a code under such a name says nothing of a person.</summary>
    const KeyKind OfThings = KeyKind.Thing | KeyKind.Version | KeyKind.Digest | KeyKind.ClickId;

    /// <summary>For a name that is itself looked at: only words of a topic are in the way.</summary>
    public static readonly TopicKey OfName = new() { IsCampaign = true };

    /// <summary>The name itself has words of a topic.</summary>
    public bool NamesTopic { get; init; }

    /// <summary>Whatever stands under the name is an answer or a detail.</summary>
    public bool Tells { get; init; }

    /// <summary>Codes and numbers may stay.</summary>
    public bool IsOfThings { get; init; }

    /// <summary>Numbers may stay.</summary>
    public bool MayCount { get; init; }

    /// <summary>Words may stay that have nothing of a topic: a campaign's source.</summary>
    public bool IsCampaign { get; init; }

    /// <summary>Asks for something of the visitor's own.</summary>
    public bool AsksOwn { get; init; }

    /// <summary>Reads the name, takes note of what it says.</summary>
    public static TopicKey Of(Examination x, ReadOnlySpan<char> name, KeyKind kind, in TopicKey around)
    {
        var reading = Category.IsMark(name) ? default : x.Topics.NoteName(name);
        var asksOwn = around.AsksOwn || (reading.Kinds & PageKind.Answer) != 0;
        x.Topics.NoteField(reading.Kinds);
        if (IsSearch(name))
            x.Topics.NoteSearch();
        if (!x.RedactsTopics)
            return new TopicKey { AsksOwn = asksOwn };
        var names = reading.Topics != 0;
        return new TopicKey
        {
            NamesTopic = names,
            AsksOwn = asksOwn,
            Tells = around.Tells || names || (reading.Kinds & (PageKind.Answer | PageKind.Visit)) != 0,
            IsOfThings = (kind & OfThings) != 0,
            MayCount = (kind & KeyKind.Neutral) != 0 || (reading.Kinds & PageKind.Structure) != 0,
            IsCampaign = name.StartsWith("utm_", StringComparison.OrdinalIgnoreCase),
        };
    }

    static bool IsSearch(ReadOnlySpan<char> name) =>
        name is "q" or "s" or "query" or "search" or "search_string" or "searchString" or "search_term" or "searchTerm" or "keyword" or "keywords" or "searchQuery" or "search_query";
}
