namespace Candor.Guard.Policy;

/// <summary>Rules that are each in order and cannot hold together.</summary>
static class Contradictions
{
    /// <param name="node">What the owner wrote; the policy also has what stands further up.</param>
    public static void Refuse(ConfigNode node, SitePolicy policy)
    {
        Destinations(node, policy);
        Children(node, policy);
        foreach (var name in node["properties"].Fields.Keys.Where(n => n is not ("*" or "Engagement") && !MayBeKept(policy, n)))
            node["properties"].ReportName(name, "lists properties of an event that 'events' does not allow; allow it there, or remove this");
    }

    static void Destinations(ConfigNode node, SitePolicy policy)
    {
        foreach (var destination in policy.Destinations.Values.Where(d => node["destinations"].Fields.ContainsKey(d.Name)))
        {
            var at = node["destinations"][destination.Name];
            foreach (var name in destination.Events.Where(e => !MayBeKept(policy, e)))
                at["events"].Report($"'{name}' may leave here and is not allowed under 'events'; what is not kept cannot leave, so allow it there or remove it here");
            foreach (var field in destination.Fields)
                if (destination.Events.Count > 0 && destination.Events.All(e => !policy.Properties.Of(e).Allows(e, field)))
                    at["fields"].Report($"'{field}' may leave here and is kept on none of these events; allow it under 'properties' or 'fields', or remove it here");
        }
        if (policy.ChildDirected && policy.Destinations.Count > 0)
            (node["destinations"].Exists ? node["destinations"] : node["child_directed"].Exists ? node["child_directed"] : node["preset"])
                .Report("lets something leave a site that is directed at children, from which nothing may; remove the destinations, or write child_directed: false for the site and true for its children's pages");
    }

    static void Children(ConfigNode node, SitePolicy policy)
    {
        if (policy.ChildDirected && node["topics"].Exists && Keeps(policy))
            node["topics"].Report("keeps topics on a site that is directed at children; redact them, or write child_directed: false");
        else if (policy.ChildDirected && Keeps(policy))
            (node["child_directed"].Exists ? node["child_directed"] : node["preset"]).Report("is directed at children, and topics are kept; write topics: redact as well");
        foreach (var pattern in node["pages"].Fields.Keys)
        {
            var page = node["pages"][pattern];
            if (policy.Pages.All.FirstOrDefault(p => p.Pattern.Text == pattern) is not { } rule)
                continue;
            var child = rule.Rules.ChildDirected ?? policy.ChildDirected;
            if (child && rule.Rules.Topics?.Keeps == true)
                page["topics"].Report("keeps topics on pages that are directed at children; redact them, or write child_directed: false for these pages");
            else if (rule.Rules.ChildDirected == true && !policy.ChildDirected && rule.Rules.Topics is null && Keeps(policy))
                page["child_directed"].Report("is for children, and the site keeps topics; write topics: redact beside it");
        }
    }

    /// <summary>On the site, or on some page of it.</summary>
    static bool MayBeKept(SitePolicy policy, string name) => policy.AllowsEvent(name) || policy.Pages.All.Any(p => p.Rules.Events?.Over(policy.Events).Allows(name) == true);

    static bool Keeps(SitePolicy policy) => Enumerable.Range(0, TopicLayer.Topics.Count).Any(i => policy.Topics.Everywhere(i) == TopicHandling.Keep);
}
