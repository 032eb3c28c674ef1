namespace Candor.Guard.Policy;

/// <summary>
/// Leaves of an event on a page that is counted bare only that it happened in that part of the site, and takes such pages out of the referrer of other
/// events. Cutting a second time changes nothing.
/// </summary>
static class PageCut
{
    const string Why = "the policy keeps no detail of this page";

    /// <param name="policy">As it holds for this event.</param>
    /// <param name="report">Gets the field and the reason of every cut.</param>
    public static Event Apply(Event e, SitePolicy policy, Action<string, string> report)
    {
        if (policy.Pages.All.Count == 0)
            return e;
        var cut = e;
        if (policy.Count == PageCount.Bare)
            cut = Bare(e, Shortened(policy, e.Url), report);
        if (Before(policy, e) is var referrer && referrer != e.Referrer)
        {
            report("referrer", "the policy keeps no detail of the page before");
            cut = cut with { Referrer = referrer };
        }
        return cut;
    }

    static Event Bare(Event e, string url, Action<string, string> report)
    {
        // What the script measures of the view itself says nothing of the page.
        var props = e.Name == "Engagement" ? e.Props : default;
        if (url == e.Url && e.Title.Length == 0 && e.Props.Length == props.Length && e.Value is null && e.User.IsEmpty)
            return e;
        if (url != e.Url)
            report("url", Why);
        if (e.Title.Length > 0)
            report("title", Why);
        if (e.Props.Length != props.Length || e.Value is not null)
            report("props", Why);
        if (!e.User.IsEmpty)
            report("user", Why);
        return e with { Url = url, Title = "", Props = props, Value = null, Currency = "", User = default };
    }

    /// <summary>
    /// Of the page before a bare one only its site stays, wherever it was. A page on which topics are kept, by nobody, is not told beside who came from it.
    /// </summary>
    static string Before(SitePolicy policy, Event e)
    {
        if (e.Referrer.Length == 0)
            return "";
        var shortened = IsOwn(e) ? Shortened(policy, e.Referrer) : e.Referrer;
        var tells = IsOwn(e) && !policy.KeepsTopicsHere && (policy.Pages.KeepsTopics(e.Referrer) || policy.Pages.KeepsTopics(shortened));
        return policy.Count == PageCount.Bare || tells ? string.Concat(e.Referrer.AsSpan(0, PagePath.Start(e.Referrer)), "/") : shortened;
    }

    static string Shortened(SitePolicy policy, string url)
    {
        if (url.Length == 0 || policy.Pages.Counting(url) is not { Count: not PageCount.Full } rule)
            return url;
        var origin = url.AsSpan(0, PagePath.Start(url));
        return string.Concat(origin, rule.Count == PageCount.Bare ? rule.Pattern.Address : "/");
    }

    /// <summary>The referrer is a page of the same site: its host is that of the page, or it has none.</summary>
    static bool IsOwn(Event e) => Host(e.Referrer) is var host && (host.IsEmpty || host.Equals(Host(e.Url), StringComparison.OrdinalIgnoreCase));

    static ReadOnlySpan<char> Host(ReadOnlySpan<char> url)
    {
        var host = url[..PagePath.Start(url)];
        return host[(host.IndexOf("//", StringComparison.Ordinal) is var i and >= 0 ? i + 2 : host.Length)..];
    }
}
