using System.Numerics;
using Candor.Guard.Detect;
using Candor.Guard.Detect.Topics;
using Candor.Guard.Policy;

namespace Candor.Guard;

/// <summary>The examination of one event: what applies, what was found so far, and the buffers. One per thread, used again and again.</summary>
sealed class Examination
{
    const int MostReasons = 100;
    const int MostDetails = 24;

    /// <summary>Texts inside texts inside texts: an address, in JSON, in base64, in a parameter, encoded twice, is five.</summary>
    public const int MostDepth = 8;

    /// <summary>Characters looked at in one event before nested encodings are given up as hiding something.</summary>
    const int MostWork = 1 << 20;

    [ThreadStatic] static Examination? mine;

    readonly List<string> categories = [];
    readonly List<Reason> reasons = [];
    int work, details;
    uint redacted, kept;

    public SitePolicy Policy { get; private set; } = SitePolicy.Strict;

    public bool AllowsAds { get; private set; }

    public Hits Hits { get; } = new();

    public KnownValues Known { get; } = new();

    public FieldPath Path { get; } = new();

    public TopicEvidence Topics { get; } = new();

    /// <summary>What the name of the field being read means for topics.</summary>
    public TopicKey Key { get; set; }

    /// <summary>The event tells a topic that gives way to a mark.</summary>
    public bool RedactsTopics => redacted != 0;

    /// <summary>Whatever outlives the day and names a visitor has to go: the page is for children, or the policy keeps what it is about instead.</summary>
    public bool KeepsNobody { get; private set; }

    public int Depth { get; set; }

    public string LastCategory { get; private set; } = "";

    public IReadOnlyList<string> Categories => categories;

    public IReadOnlyList<Reason> Reasons => reasons;

    public static Examination Start(SitePolicy policy, TopicVocabulary words, Consent consent)
    {
        var examination = mine ?? new Examination();
        mine = null;
        examination.Policy = policy;
        examination.AllowsAds = consent.AllowsAds && !policy.ChildDirected;
        examination.work = examination.details = 0;
        examination.redacted = examination.kept = 0;
        examination.KeepsNobody = policy.ChildDirected;
        examination.Topics.Start(words);
        return examination;
    }

    /// <summary>Forgets everything about the event.</summary>
    public void End()
    {
        if (categories.Count > 0)
        {
            categories.Clear();
            reasons.Clear();
            Known.Clear();
        }
        Hits.Clear();
        Path.Clear();
        Depth = 0;
        Key = default;
        HasIdentity = false;
        mine = this;
    }

    public void Report(string category, string why)
    {
        LastCategory = category;
        HasIdentity |= category is Category.Email or Category.Phone or Category.Name or Category.Address or Category.GovernmentId or Category.Birth or Category.HealthId or Category.HashedId;
        if (!categories.Contains(category))
            categories.Add(category);
        if (reasons.Count < MostReasons)
            reasons.Add(new Reason(category, Path.ToString(), why));
    }

    /// <summary>An identity was found in the event.</summary>
    public bool HasIdentity { get; private set; }

    /// <summary>
    /// Weighs what the event says of topics and asks the policy what becomes of them; true when something new was told, so that the event has
    /// to be gone through again.
    /// </summary>
    public bool SettleTopics(Event e, out string? dropped)
    {
        dropped = null;
        if (!Topics.Settle(HasIdentity || !e.User.IsEmpty))
            return false;
        Path.Clear();
        var page = PagePath.Of(e.Url);
        for (var told = Topics.Told & ~(redacted | kept); told != 0; told &= told - 1)
        {
            var topic = BitOperations.TrailingZeroCount(told);
            var handling = Policy.Topics.For(page, Category.Topics[topic]);
            if (handling == TopicHandling.Drop)
                dropped ??= Category.Topics[topic];
            else if (handling == TopicHandling.Keep)
                kept |= 1u << topic;
            else
                redacted |= 1u << topic;
            Report(Category.Topics[topic], Topics.Why(topic));
        }
        AllowsAds = false;
        KeepsNobody |= kept != 0;
        return true;
    }

    /// <summary>
    /// Another topic may have taken away the page whose rule keeps this one. Where what is stored names no such page, the topic goes as well, as
    /// it would if the stored event were examined; true when that is so and the event has to be gone through again.
    /// </summary>
    public bool KeepsNoLonger(Event settled, SitePolicy everywhere)
    {
        if (kept == 0)
            return false;
        var there = everywhere.For(settled).Topics;
        var page = PagePath.Of(settled.Url);
        var lost = 0u;
        for (var left = kept; left != 0; left &= left - 1)
            if (there.For(page, Category.Topics[BitOperations.TrailingZeroCount(left)]) != TopicHandling.Keep)
                lost |= left & (~left + 1);
        kept &= ~lost;
        redacted |= lost;
        return lost != 0;
    }

    /// <summary>Page detail is gone: told for the first few places, for such an event loses most of what it has.</summary>
    public void ReportDetail(int topic, string why)
    {
        if (details++ < MostDetails || !categories.Contains(Category.Topics[topic]))
            Report(Category.Topics[topic], why);
    }

    /// <summary>A field's name may itself tell the topic: such a reason names only the part of the event.</summary>
    public Reason WithoutTopic(Reason reason) =>
        redacted == 0 || Topics.Look(reason.Where).Topics == 0 ? reason : reason with { Where = reason.Where.Split('.')[0] };

    /// <summary>All that the text says is what the policy keeps on this page.</summary>
    public bool Spares(in TopicReading reading) => kept != 0 && (reading.Topics & ~kept) == 0 && (reading.Topics & kept) != 0;

    /// <summary>By which topic a text is marked: the most specific of those that it tells itself, else the event's foremost.</summary>
    public int TopicOf(in TopicReading reading)
    {
        var own = reading.Topics & redacted;
        if (own != 0)
            foreach (var rule in Detectors.Topics)
                if ((own >> rule.Index & 1) != 0)
                    return rule.Index;
        return (redacted >> Topics.Foremost & 1) != 0 ? Topics.Foremost : BitOperations.TrailingZeroCount(redacted);
    }

    /// <summary>Matching data and click ids are not kept: without consent, or beside a topic.</summary>
    public void ReportNoAds(string whatWithoutConsent)
    {
        if (Topics.Told != 0)
            Report(Category.Topics[Topics.Foremost], "an identifier beside what the event tells");
        else if (Policy.ChildDirected)
            Report(Category.Children, "an identifier on a page for children");
        else
            Report(Category.Consent, whatWithoutConsent);
    }

    public void Report(string category, string field, string why)
    {
        Path.Clear();
        Path.Push(field);
        Report(category, why);
    }

    /// <summary>False when the event hides so much inside other texts that looking on would cost more than it deserves.</summary>
    public bool MayWork(int characters) => Depth < MostDepth && (work += characters) < MostWork;
}
