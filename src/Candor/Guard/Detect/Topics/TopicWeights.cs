using System.Collections.Frozen;

namespace Candor.Guard.Detect.Topics;

/// <summary>
/// How much each kind of evidence counts on a kind of page. Ten points tell a topic. On a plain page a strong term is enough; a weak word needs a
/// setting; where topics are written about, sold as motifs or worked on, neither is.
/// </summary>
readonly record struct TopicWeights(int Strong, int Medicine, int Act, int Weak, int MoreWeak, int Subject, int Setting, int SaidSetting, int Conversion)
{
    public const int Enough = 10;

    public const int Identity = 3;

    static readonly TopicWeights Plain = new(Strong: 10, Medicine: 10, Act: 7, Weak: 4, MoreWeak: 3, Subject: 3, Setting: 6, SaidSetting: 4, Conversion: 2);
    /// <summary>What somebody enters is about them: a little more than what a page says to all.</summary>
    public static readonly TopicWeights Entered = Plain with { Act = 8, Weak = 6, MoreWeak = 4 };

    static readonly TopicWeights Written = new(Strong: 3, Medicine: 3, Act: 3, Weak: 1, MoreWeak: 0, Subject: 0, Setting: 3, SaidSetting: 0, Conversion: 0);
    static readonly TopicWeights Work = new(Strong: 2, Medicine: 2, Act: 1, Weak: 0, MoreWeak: 0, Subject: 0, Setting: 2, SaidSetting: 0, Conversion: 0);
    static readonly TopicWeights Sold = new(Strong: 3, Medicine: 10, Act: 4, Weak: 1, MoreWeak: 1, Subject: 0, Setting: 6, SaidSetting: 1, Conversion: 1);
    static readonly TopicWeights Governed = new(Strong: 4, Medicine: 4, Act: 7, Weak: 2, MoreWeak: 0, Subject: 1, Setting: 6, SaidSetting: 1, Conversion: 1);

    static readonly FrozenSet<string> Conversions = FrozenSet.Create("Lead", "Contact", "CompleteRegistration", "SubmitApplication", "StartTrial", "Subscribe", "Schedule", "Purchase", "InitiateCheckout", "AddPaymentInfo", "AddToCart", "FindLocation");

    public static bool Converts(string eventName) => Conversions.Contains(eventName);

    /// <summary>Which kind of page it is where host and path say several.</summary>
    public static PageKind KindOf(PageKind host, PageKind path)
    {
        var byPath = path & (PageKind.News | PageKind.Docs | PageKind.Careers | PageKind.Government | PageKind.Entertainment);
        if (byPath != 0)
            return byPath;
        var care = (host & PageKind.Settings) != 0;
        if ((path & PageKind.Article) != 0 && !care)
            return PageKind.Article;
        if ((path & PageKind.Shop) != 0 && !care)
            return PageKind.Shop;
        var byHost = host & PageKind.Benign;
        // studentaid.gov serves people, and a drugstore is no gift shop: the setting says more than the ending.
        return care ? byHost & ~(PageKind.Shop | PageKind.Government) : byHost;
    }

    public static TopicWeights Of(PageKind kind, PageKind said) =>
        (kind & (PageKind.Docs | PageKind.Careers)) != 0 ? Work
        : (kind & (PageKind.News | PageKind.Entertainment | PageKind.Article)) != 0 ? Written
        : (kind & PageKind.Shop) != 0 ? Sold
        : (kind & PageKind.Government) != 0 ? Governed
        : Plain;

    public TopicWeights Lighter(in TopicWeights other) => other.Strong < Strong ? other : this;
}
