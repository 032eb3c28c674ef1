namespace Candor.Collect.Agents;

/// <summary>User agent and client hints to <see cref="Agent"/>, remembered per distinct text: a site sees a few thousand.</summary>
sealed class AgentReader(string dataFolder)
{
    const int LongestUserAgent = 512;

    readonly Lazy<UserAgentRules> rules = new(() => UserAgentRules.Load(Path.Combine(dataFolder, "user-agents.yaml")));
    readonly Lazy<CrawlerList> crawlers = new(() => CrawlerList.Load(Path.Combine(dataFolder, "crawlers.json")));
    readonly RecentCache<(string UserAgent, ClientHints Hints), Agent> recent = new(8192);

    /// <summary>Reads the data files now (about 0.2 s) instead of at the first event.</summary>
    public void Load() => _ = (rules.Value, crawlers.Value);

    public Agent Read(string userAgent, ClientHints hints) =>
        recent.GetOrAdd((userAgent.Length > LongestUserAgent ? userAgent[..LongestUserAgent] : userAgent, hints), this, static (key, reader) => reader.Make(key.UserAgent, key.Hints));

    Agent Make(string userAgent, ClientHints hints)
    {
        var crawler = crawlers.Value.Find(userAgent);
        var isTool = crawler?.IsTool ?? BotWords.IsTool(userAgent);
        var bot = crawler?.Name ?? (userAgent.Length == 0 ? "no user agent" : BotWords.Find(userAgent));
        var hinted = FamilyNames.Browser(hints.Browser());
        var os = FamilyNames.Os(hints.Os() is { Length: > 0 } given ? given : rules.Value.Os(userAgent));
        var browser = hinted.Length > 0 ? hinted : FamilyNames.Browser(rules.Value.Browser(userAgent));
        var device = hints.Device() is { Length: > 0 } kind ? kind : DeviceKind.Of(userAgent, os);
        return isTool
            ? new Agent("", "", "", bot.Length > 0 ? bot : userAgent.Split('/', ' ')[0], IsTool: true)
            : new Agent(browser, os, device, bot, IsTool: false);
    }
}
