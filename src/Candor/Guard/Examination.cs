using Candor.Guard.Detect;
using Candor.Guard.Policy;

namespace Candor.Guard;

/// <summary>The examination of one event: what applies, what was found so far, and the buffers. One per thread, used again and again.</summary>
sealed class Examination
{
    const int MostReasons = 100;

    /// <summary>Texts inside texts inside texts: an address, in JSON, in base64, in a parameter, encoded twice, is five.</summary>
    public const int MostDepth = 8;

    /// <summary>Characters looked at in one event before nested encodings are given up as hiding something.</summary>
    const int MostWork = 1 << 20;

    [ThreadStatic] static Examination? mine;

    readonly List<string> categories = [];
    readonly List<Reason> reasons = [];
    int work;

    public SitePolicy Policy { get; private set; } = SitePolicy.Strict;

    public bool AllowsAds { get; private set; }

    public Hits Hits { get; } = new();

    public KnownValues Known { get; } = new();

    public FieldPath Path { get; } = new();

    public int Depth { get; set; }

    public string LastCategory { get; private set; } = "";

    public IReadOnlyList<string> Categories => categories;

    public IReadOnlyList<Reason> Reasons => reasons;

    public static Examination Start(SitePolicy policy, Consent consent)
    {
        var examination = mine ?? new Examination();
        mine = null;
        examination.Policy = policy;
        examination.AllowsAds = consent.AllowsAds;
        examination.work = 0;
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
        mine = this;
    }

    public void Report(string category, string why)
    {
        LastCategory = category;
        if (!categories.Contains(category))
            categories.Add(category);
        if (reasons.Count < MostReasons)
            reasons.Add(new Reason(category, Path.ToString(), why));
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
