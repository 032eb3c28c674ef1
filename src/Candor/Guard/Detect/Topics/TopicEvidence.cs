using System.Globalization;

namespace Candor.Guard.Detect.Topics;

/// <summary>
/// What an event says of topics, gathered from all of its texts and then weighed as a whole. Only the page's own address can make a topic less
/// likely; everything else only adds, so that more data never keeps more.
/// </summary>
sealed class TopicEvidence
{
    const int MostWeak = 256;

    /// <summary>COPPA, 15 U.S.C. 6501(1): a child is under thirteen.</summary>
    const int AgeOfConsent = 13;

    /// <summary>Letters by which two words are one: <c>party</c> and <c>parties</c>.</summary>
    const int Stem = 4;

    readonly TermMatches matches = new();
    readonly ulong[] weakSeen = new ulong[MostWeak];
    int weakCount;
    TopicVocabulary vocabulary = TopicVocabulary.Packaged;

    /// <summary>What the page's texts say.</summary>
    TopicSum page;

    /// <summary>What the address says that the visitor came from.</summary>
    TopicSum referrer;

    /// <summary>What visitors said of themselves in a form: theirs, whatever page it stands on.</summary>
    TopicSum own;

    PageKind hostKinds, pathKinds, said, asked, referrerHost, referrerPath;
    uint hostTopics;
    string name = "";
    bool identity, searches;

    /// <summary>Topics that the event tells, one bit for each in the order of <see cref="Category.Topics"/>. Once told, told.</summary>
    public uint Told { get; private set; }

    /// <summary>The told topic that weighs most.</summary>
    public int Foremost { get; private set; } = -1;

    /// <summary>What is being read; set by the walk.</summary>
    public TopicZone Zone { get; set; }

    public PageKinds Kinds => vocabulary.Kinds;

    public void Start(TopicVocabulary words)
    {
        vocabulary = words;
        Told = 0;
        Foremost = -1;
    }

    /// <summary>Forgets what the texts said, not what was told.</summary>
    public void Begin(string eventName)
    {
        page = own = default;
        referrer = default;
        hostKinds = pathKinds = said = referrerHost = referrerPath = PageKind.None;
        hostTopics = 0;
        weakCount = 0;
        searches = false;
        asked = PageKind.None;
        name = eventName;
        Zone = TopicZone.Page;
    }

    /// <summary>Reads a text for what it says, without taking note.</summary>
    public TopicReading Look(ReadOnlySpan<char> text, bool slug = false) => Read(text, slug, note: false);

    /// <summary>Reads a text and takes note of what it says.</summary>
    public TopicReading Note(ReadOnlySpan<char> text, bool slug = false)
    {
        var reading = Read(text, slug, note: true);
        if (reading.IsEmpty)
            return reading;
        if (reading.NamesProfessional)
        {
            reading.Weak |= TopicSum.Appointment;
            reading.Kinds |= PageKind.Professional;
        }
        Sum().Add(reading);
        if (Zone == TopicZone.Own)
            page.Add(reading);
        if (Zone != TopicZone.Referrer)
            said |= reading.Kinds & (PageKind.Settings | PageKind.Medicine | PageKind.Professional);
        return reading;
    }

    /// <summary>Takes note of a field's name; one that asks for something of the visitor's own stands with the answer.</summary>
    public TopicReading NoteName(ReadOnlySpan<char> name)
    {
        if (BlankNames.Has(vocabulary, name))
            return default;
        var reading = Look(name, slug: true);
        if (reading.IsEmpty)
        {
            BlankNames.Add(vocabulary, name);
            return reading;
        }
        var zone = Zone;
        if (zone == TopicZone.Page && ((reading.Kinds & PageKind.Answer) != 0 || reading.Asks != 0))
            Zone = TopicZone.Own;
        own.Strong |= reading.Asks;
        reading = Note(name, slug: true);
        Zone = zone;
        return reading;
    }

    TopicReading Read(ReadOnlySpan<char> text, bool slug, bool note)
    {
        TopicReading reading = default;
        TermReader.Mine.Read(text, vocabulary.Terms, matches);
        foreach (ref readonly var match in matches.All)
        {
            var meaning = match.Meaning;
            reading.Strong |= meaning.Strong;
            reading.Act |= meaning.Act;
            reading.Weak |= meaning.Weak;
            reading.Asks |= meaning.Asks;
            reading.Kinds |= meaning.Kinds & ~PageKind.Professional;
            if ((meaning.Kinds & PageKind.Professional) != 0 && ProfessionalName.Stands(text, match.Start, match.End, slug))
                reading.NamesProfessional = true;
        }
        if (note && reading.Weak != 0 && (reading.Kinds & PageKind.Subject) == 0)
            foreach (ref readonly var match in matches.All)
                if (match.Meaning.Weak is > 0 and var topics)
                    Weak(text, match, topics);
        return reading;
    }

    /// <summary>Counts a weak word once, whatever its ending, and not inside a longer term.</summary>
    void Weak(ReadOnlySpan<char> text, in TermMatch match, uint topics)
    {
        foreach (ref readonly var other in matches.All)
            if (other.Start <= match.Start && match.End <= other.End && other.Length > match.Length && other.Meaning.Topics != 0)
                return;
        var stem = TermHash.Of(text.Slice(match.Start, Math.Min(match.Length, Stem)));
        if (Zone == TopicZone.Referrer ? IsNew(stem + 2) : Zone == TopicZone.Own && IsNew(stem + 1))
            Sum().AddWeak(topics);
        if (Zone != TopicZone.Referrer && IsNew(stem))
            page.AddWeak(topics);
    }

    /// <summary>Each part of the event counts for itself: a word found here must not hide it there.</summary>
    bool IsNew(ulong stem)
    {
        if (weakCount == MostWeak || weakSeen.AsSpan(0, weakCount).Contains(stem))
            return false;
        weakSeen[weakCount++] = stem;
        return true;
    }

    ref TopicSum Sum()
    {
        if (Zone == TopicZone.Referrer)
            return ref referrer;
        return ref Zone == TopicZone.Own ? ref own : ref page;
    }

    uint Mentioned => page.Topics | referrer.Topics | own.Topics;

    /// <summary>The host of the page, of the page before or of a link in the event.</summary>
    public TopicReading NoteHost(ReadOnlySpan<char> host)
    {
        var kinds = Kinds.OfHost(host);
        var reading = Look(host);
        switch (Zone)
        {
            case TopicZone.Page:
                hostKinds |= kinds;
                hostTopics |= reading.Strong;
                break;
            case TopicZone.Referrer:
                referrerHost |= kinds;
                referrer.Add(reading);
                break;
            default:
                said |= (kinds | reading.Kinds) & PageKind.Settings;
                page.Add(reading);
                break;
        }
        reading.Kinds |= kinds;
        return reading;
    }

    /// <summary>What a setting is about, its fields ask for.</summary>
    public void NoteField(PageKind kinds) => asked |= kinds & (PageKind.Answer | PageKind.Visit);

    /// <summary>A child says how old it is: in a form, where somebody signs up, or on a site for children. Elsewhere it filters toys.</summary>
    public void NoteAge(ReadOnlySpan<char> text, bool entered)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var years) && years is > 0 and < AgeOfConsent
            && (entered || TopicWeights.SignsUp(name) || (hostKinds & PageKind.School) != 0))
            own.Strong |= TopicSum.Children;
    }

    /// <summary>In a quiz's or survey's event a question is the page's. Told by the event's name alone, for a property more must not make it so.</summary>
    public bool AsksQuestions =>
        name.Contains("quiz", StringComparison.OrdinalIgnoreCase) || name.Contains("survey", StringComparison.OrdinalIgnoreCase)
        || name.Contains("answer", StringComparison.OrdinalIgnoreCase) || name.Contains("poll", StringComparison.OrdinalIgnoreCase);

    /// <summary>A field for words that the visitor looks for.</summary>
    public void NoteSearch() => searches = true;

    /// <summary>Dated addresses are a publisher's: <c>/2026/03/…</c>.</summary>
    public void NoteDated()
    {
        if (Zone == TopicZone.Page)
            pathKinds |= PageKind.News;
        else if (Zone == TopicZone.Referrer)
            referrerPath |= PageKind.News;
    }

    /// <param name="index">The part's place in the path, from 0.</param>
    public void NoteSegment(ReadOnlySpan<char> segment, int index)
    {
        var kinds = Kinds.OfSegment(segment);
        // What stands deep in a path is what the page is about, not what kind it is.
        if (index > 2)
            kinds &= ~PageKind.Benign;
        if (Zone == TopicZone.Page)
            pathKinds |= kinds;
        else if (Zone == TopicZone.Referrer)
            referrerPath |= kinds;
        else
            said |= kinds & (PageKind.Portal | PageKind.Booking);
    }

    /// <summary>Weighs what was read; true when the event tells a topic that was not told before.</summary>
    /// <param name="besideIdentity">An identity was found in the event.</param>
    public bool Settle(bool besideIdentity)
    {
        identity = besideIdentity;
        if (Mentioned == 0 && ((hostKinds | pathKinds | said) & PageKind.Settings) == 0 && hostTopics == 0)
            return false;
        var before = Told;
        var most = 0;
        foreach (var rule in Detectors.Topics)
        {
            var points = Points(rule);
            if (points < TopicWeights.Enough)
                continue;
            Told |= 1u << rule.Index;
            if (points > most)
                (most, Foremost) = (points, rule.Index);
        }
        return Told != before;
    }

    int Points(TopicRule rule)
    {
        var bit = 1u << rule.Index;
        var weights = TopicWeights.Of(BuysThere(bit) ? PageKind.None : TopicWeights.KindOf(hostKinds, pathKinds), said);
        if (!HasOwn(rule, bit))
            return 0;
        var points = page.Points(bit, weights);
        if ((own.Topics & bit) != 0)
            points = Math.Max(points, own.Points(bit, TopicWeights.Entered));
        if ((referrer.Topics & bit) != 0)
            points = Math.Max(points, referrer.Points(bit, weights.Lighter(TopicWeights.Of(TopicWeights.KindOf(referrerHost, referrerPath), PageKind.None))));
        var acts = ((page.Act | referrer.Act | own.Act) & bit) != 0 || ((pathKinds | said) & rule.Acts) != 0 || rule.Events.Contains(name);
        if (acts && ((page.Act | own.Act) & bit) == 0 && ((pathKinds | said) & rule.Acts) != 0)
            points += weights.Act;
        else if ((hostKinds & rule.Home) != 0 && (Told & rule.ImpliedBy) != 0)
            points += weights.Weak;
        var setting = Math.Max(0, Setting(rule, bit, weights) - (rule.Broad ? 1 : 0));
        points += setting;
        if (rule.Events.Contains(name))
            points += setting > 0 || ((page.Strong | page.Act | (rule.Broad ? page.Weak2 : page.Weak)) & bit) != 0 ? weights.Act : weights.Conversion;
        else if (TopicWeights.Converts(name))
            points += weights.Conversion;
        if ((page.Weak & bit) != 0 && (rule.Home & PageKind.Care) != 0 && (((pathKinds | said) & PageKind.Booking) != 0 || name == "Schedule"))
            points += weights.MoreWeak;
        if (searches && (hostKinds & rule.Home & PageKind.Searched) != 0)
            points += weights.Act;
        if (((asked & PageKind.Answer) != 0 && ((hostKinds | pathKinds) & rule.Home) != 0) || (asked != 0 && (hostKinds & rule.Home & PageKind.Care) != 0))
            points += weights.Weak;
        if (points > 0 && identity)
            points += TopicWeights.Identity;
        if (rule.OnlyActs && ((page.Strong | referrer.Strong | own.Strong) & bit) == 0 && !((acts || (said & PageKind.Professional) != 0) && setting > 0))
            points = Math.Min(points, TopicWeights.Enough - 1);
        return points;
    }

    /// <summary>A shop or an agency for nothing else: <c>hajj-travel</c>.</summary>
    bool BuysThere(uint bit) => (hostTopics & bit) != 0 && (hostKinds & (PageKind.News | PageKind.Docs | PageKind.Careers)) == 0 && TopicWeights.Converts(name);

    /// <summary>Something speaks of the topic itself, and not of a setting that it shares with others.</summary>
    bool HasOwn(TopicRule rule, uint bit) =>
        ((Mentioned | hostTopics) & bit) != 0 || ((pathKinds | said) & rule.Acts) != 0 || ((hostKinds | pathKinds | said) & rule.Home) != 0 || rule.Events.Contains(name);

    int Setting(TopicRule rule, uint bit, in TopicWeights weights) =>
        (hostKinds & rule.Settings) != 0 || (hostTopics & bit) != 0 ? weights.Setting
        : (pathKinds & rule.Settings) != 0 ? weights.Setting
        : ((said & rule.Settings) | (PageKind)(Told & rule.ImpliedBy)) != 0 ? weights.SaidSetting : 0;

    /// <summary>The evidence for a told topic in words.</summary>
    public string Why(int topic)
    {
        var bit = 1u << topic;
        var rule = Detectors.Topics.First(r => r.Index == topic);
        var words = (page.Strong | referrer.Strong | own.Strong) switch
        {
            var strong when (strong & bit) != 0 => "a term that names it",
            _ when ((page.Act | referrer.Act | own.Act) & bit) != 0 || ((pathKinds | said) & rule.Acts) != 0 => "an act that tells it",
            _ when ((page.Weak | referrer.Weak | own.Weak) & bit) != 0 => "words that point to it",
            _ => "what kind of page it is",
        };
        if ((hostKinds & rule.Settings) != 0 || (hostTopics & bit) != 0)
            words += ", on a host that speaks of it";
        else if ((pathKinds & rule.Settings) != 0)
            words += ", in a part of the site that speaks of it";
        else if ((said & rule.Settings) != 0)
            words += ", beside words that speak of it";
        if (rule.Events.Contains(name))
            words += ", in an event that does";
        return identity ? words + ", beside an identity" : words;
    }
}
