using System.Collections.Concurrent;

namespace Candor.Guard.Policy;

/// <summary>A site's policy as it holds on a page, in a place, for an event, made when it is first asked for.</summary>
sealed class PolicyViews
{
    /// <summary>A site has a few dozen; whoever makes up addresses to meet every mixture of patterns does not fill the memory.</summary>
    const int Most = 1000;

    readonly ConcurrentDictionary<Key, SitePolicy> made = new();

    public SitePolicy Get(Key key, Func<Key, SitePolicy> make)
    {
        if (made.TryGetValue(key, out var view))
            return view;
        view = make(key);
        if (made.Count < Most)
            made[key] = view;
        return view;
    }

    /// <param name="Pages">The patterns that match.</param>
    /// <param name="Name">The event's, where it has rules of its own.</param>
    public readonly record struct Key(ConsentRules Consent, ulong Pages, string Name);
}
