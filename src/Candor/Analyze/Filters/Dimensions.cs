using System.Collections.Frozen;

namespace Candor.Analyze.Filters;

/// <summary>The closed list of what a filter may name. Nothing else ever reaches an SQL text.</summary>
static class Dimensions
{
    public static Dimension Page { get; } = new("page", "path", null);
    public static Dimension Event { get; } = new("event", "name", null);
    public static Dimension Host { get; } = new("host", "host", null);
    public static Dimension Screen { get; } = new("screen", "screen", null);

    /// <summary><c>{key}</c> stands for the parameter with a JSON pointer. Empty properties are '', which no JSON function takes.</summary>
    public static Dimension Property { get; } = new("prop", "case when props = '' then '' else coalesce(json_extract_string(props, {key}), '') end", null)
    {
        NeedsKey = true,
        ClickHouse = PropertySql.Value("{key}"),
    };

    /// <summary>Categories that Guard took out.</summary>
    public static Dimension Withheld { get; } = new("withheld", "removed", null) { IsList = true };

    public static Dimension Country { get; } = new("country", "country", null);
    public static Dimension Region { get; } = new("region", "region", null);
    public static Dimension Device { get; } = new("device", "device", null);
    public static Dimension Browser { get; } = new("browser", "browser", null);
    public static Dimension Os { get; } = new("os", "os", null);
    public static Dimension Language { get; } = new("language", "language", null);

    /// <summary>Name of the crawler; people have none. Naming it in a filter lets bots into the report.</summary>
    public static Dimension Bot { get; } = new("bot", "bot", null);

    public static Dimension Source { get; } = new("source", null, "source");
    public static Dimension Channel { get; } = new("channel", null, "channel");
    public static Dimension Referrer { get; } = new("referrer", null, "referrer");
    public static Dimension UtmSource { get; } = new("utm_source", null, "utm_source");
    public static Dimension UtmMedium { get; } = new("utm_medium", null, "utm_medium");
    public static Dimension UtmCampaign { get; } = new("utm_campaign", null, "utm_campaign");
    public static Dimension UtmTerm { get; } = new("utm_term", null, "utm_term");
    public static Dimension UtmContent { get; } = new("utm_content", null, "utm_content");
    public static Dimension Entry { get; } = new("entry", null, "entry_path");
    public static Dimension Exit { get; } = new("exit", null, "exit_path");

    static readonly FrozenDictionary<string, Dimension> ByName = new[]
    {
        Page, Event, Host, Screen, Property, Country, Region, Device, Browser, Os, Language, Bot, Withheld,
        Source, Channel, Referrer, UtmSource, UtmMedium, UtmCampaign, UtmTerm, UtmContent, Entry, Exit,
    }.ToFrozenDictionary(d => d.Name);

    public static IEnumerable<string> Names => ByName.Keys.Order(StringComparer.Ordinal);

    public static Dimension? Find(string name) => ByName.GetValueOrDefault(name);
}
