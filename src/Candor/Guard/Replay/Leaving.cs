using Candor.Guard.Policy;

namespace Candor.Guard.Replay;

/// <summary>What of a recorded event a policy lets leave, and where to.</summary>
static class Leaving
{
    static readonly IReadOnlySet<(string, string)> Nothing = new HashSet<(string, string)>();

    /// <summary>Destination and field; the event itself has an empty field.</summary>
    /// <param name="verdict">The policy's, for storing.</param>
    public static IReadOnlySet<(string Destination, string Field)> Of(EventGuard guard, SitePolicy policy, Event recorded, Verdict verdict)
    {
        if (policy.Destinations.Count == 0 || verdict.Stored is null || policy.For(recorded).ChildDirected)
            return Nothing;
        // What only counting at home may know is taken out for leaving, and such an event stays whole.
        var outward = guard.Examine(recorded, policy.Egress);
        if (outward.Stored is not { } leaving || outward.Categories.Any(c => Category.Topics.Contains(c) && !verdict.Categories.Contains(c)))
            return Nothing;
        var names = EventLeaves.Of(leaving).Where(l => l.Path.StartsWith(EventShape.Props, StringComparison.Ordinal)).Select(l => l.Path[EventShape.Props.Length..].Split('.', '[')[0]).ToHashSet();
        var found = new HashSet<(string, string)>();
        foreach (var destination in policy.Destinations.Values.Where(d => d.Events.Contains(recorded.Name) && Consented(d, recorded.Consent)))
        {
            found.Add((destination.Name, ""));
            found.UnionWith(destination.Fields.Where(names.Contains).Select(f => (destination.Name, f)));
        }
        return found;
    }

    static bool Consented(DestinationRules destination, Consent consent) => destination.Consent == ConsentPurpose.Ads ? consent.AllowsAds : consent.AllowsIdentifier;
}
