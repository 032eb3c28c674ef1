using System.Collections.Frozen;

namespace Candor.Audit.Findings;

/// <summary>How findings are judged: off, warn or error for each rule, with exceptions by page.</summary>
sealed record RuleSet
{
    public static RuleSet Default { get; } = new();

    /// <summary>Rules files that come with the program.</summary>
    public static IReadOnlyList<string> Presets { get; } = ["hospital", "school", "shop", "publisher"];

    public FrozenDictionary<string, RuleLevel> Levels { get; private init; } = FrozenDictionary<string, RuleLevel>.Empty;

    public IReadOnlyList<PageRule> Pages { get; private init; } = [];

    public IReadOnlyList<string> FirstParty { get; private init; } = [];

    /// <summary>Null when nothing was said of the rule there.</summary>
    public RuleLevel? Level(string rule, string page)
    {
        foreach (var pages in Pages)
            if (pages.Levels.TryGetValue(rule, out var there) && pages.Applies(page))
                return there;
        return Levels.TryGetValue(rule, out var level) ? level : null;
    }

    /// <summary>The topic that the rules file gives the page; empty for none.</summary>
    public string TopicOf(string page)
    {
        foreach (var pages in Pages)
            if (pages.Sensitive.Length > 0 && pages.Applies(page))
                return pages.Sensitive;
        return "";
    }

    /// <summary>Reads a rules file; mistakes are in the file's own list.</summary>
    public static RuleSet Read(ConfigFile file)
    {
        var root = file.Root;
        if (!root.ExpectFields("{preset: hospital}"))
            return Default;
        var preset = root["preset"];
        var basis = preset.Exists && preset.Choice("", [.. Presets.Select(p => (p, p))]) is { Length: > 0 } name ? Preset(name) : Default;
        var rules = ReadLevels(root["rules"]);
        var set = new RuleSet
        {
            Levels = basis.Levels.Concat(rules).GroupBy(l => l.Key).ToFrozenDictionary(g => g.Key, g => g.Last().Value),
            Pages = [.. ReadPages(root["pages"]), .. basis.Pages],
            FirstParty = [.. root["first_party"].Texts()?.Select(h => h.ToLowerInvariant()) ?? []],
        };
        root.RefuseOthers();
        return set;
    }

    /// <param name="name">One of <see cref="Presets"/>.</param>
    public static RuleSet Preset(string name)
    {
        using var stream = typeof(RuleSet).Assembly.GetManifestResourceStream($"Candor.Audit.Findings.Presets.{name}.yaml") ?? throw new InvalidOperationException($"There is no preset {name} in the program.");
        var file = ConfigFile.Parse(new StreamReader(stream).ReadToEnd(), $"{name}.yaml");
        var set = Read(file);
        return file.Errors.Count == 0 ? set : throw new InvalidOperationException(string.Join(Environment.NewLine, file.Errors));
    }

    static Dictionary<string, RuleLevel> ReadLevels(ConfigNode node)
    {
        var levels = new Dictionary<string, RuleLevel>();
        if (!node.Exists || !node.ExpectFields("{personal-data-sent: error}"))
            return levels;
        foreach (var rule in RuleName.All)
            if (node[rule] is { Exists: true } level)
                levels[rule] = level.Choice(RuleLevel.Warn, ("off", RuleLevel.Off), ("warn", RuleLevel.Warn), ("error", RuleLevel.Error));
        node.RefuseOthers();
        return levels;
    }

    static List<PageRule> ReadPages(ConfigNode node)
    {
        var pages = new List<PageRule>();
        foreach (var item in node.Items)
        {
            if (!item.ExpectFields("{match: /appointments/**, sensitive: appointment}"))
                continue;
            if (!item["match"].Exists)
                item.Report("names no pages; write match: /appointments/**");
            var topic = item["sensitive"].Choice("", [.. Guard.Category.Topics.Select(t => (t, t))]);
            var levels = ReadLevels(item["rules"]).ToFrozenDictionary();
            foreach (var match in item["match"].Texts() ?? [])
                pages.Add(new PageRule(match, topic, levels));
            item.RefuseOthers();
        }
        return pages;
    }
}
