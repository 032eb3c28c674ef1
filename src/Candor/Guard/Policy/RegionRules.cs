namespace Candor.Guard.Policy;

/// <summary>
/// What consent is needed where. Keys are countries (ISO 3166-1), <c>EU</c>, <c>EEA</c>, or a part of a country such as <c>US-WA</c>. Where a visitor is
/// comes from the network address, before that is forgotten; a visitor of whom it is not known counts as being in each of them at its strictest.
/// </summary>
sealed class RegionRules
{
    static readonly string[] Union =
        ["AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE"];

    static readonly string[] EconomicArea = [.. Union, "IS", "LI", "NO"];

    RegionRules(IReadOnlyDictionary<string, RegionRule> all) => All = all;

    public static RegionRules None { get; } = new(new Dictionary<string, RegionRule>());

    public IReadOnlyDictionary<string, RegionRule> All { get; }

    public ConsentRules Over(ConsentRules basis, string country, string region)
    {
        var consent = basis;
        foreach (var (key, rule) in All)
            if (Holds(key, country, region) == true)
                consent = rule.Over(basis);
        foreach (var (key, rule) in All)
            if (Holds(key, country, region) is null)
                consent = consent.Strictest(rule.Over(basis));
        return consent;
    }

    /// <summary>Null when it is not known.</summary>
    static bool? Holds(string key, string country, string region)
    {
        if (country.Length == 0)
            return null;
        var dash = key.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0)
            return key == country || (key == "EU" && Union.Contains(country)) || (key == "EEA" && EconomicArea.Contains(country));
        if (!key.AsSpan(0, dash).SequenceEqual(country))
            return false;
        return region.Length == 0 ? null : key.AsSpan(dash + 1).Equals(region, StringComparison.OrdinalIgnoreCase) || key.Equals(region, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary><c>{EU: {consent: {analytics: required}}}</c>. The nearest place decides: a part of a country, the country, the union.</summary>
    public static RegionRules Read(ConfigNode node, RegionRules basis)
    {
        if (!node.ExpectFields("{EU: {consent: {analytics: required}}}"))
            return basis;
        var rules = new Dictionary<string, RegionRule>(basis.All);
        foreach (var key in node.Fields.Keys)
        {
            if (Mistake(key) is { } mistake)
                node.ReportName(key, mistake);
            rules[key] = RegionRule.Read(node[key]);
        }
        // The nearest comes last, and so decides.
        return new RegionRules(new OrderedDictionary<string, RegionRule>(rules.OrderBy(r => r.Key switch { "EEA" => 0, "EU" => 1, { Length: 2 } => 2, _ => 3 }).ThenBy(r => r.Key, StringComparer.Ordinal)));
    }

    static string? Mistake(string key) => key switch
    {
        "EU" or "EEA" => null,
        "UK" or "uk" => "is not an ISO code; write GB",
        [>= 'A' and <= 'Z', >= 'A' and <= 'Z'] => null,
        [>= 'A' and <= 'Z', >= 'A' and <= 'Z', '-', _, ..] when key.Length <= 6 => null,
        _ => "names no place; write EU, EEA, a country such as DE, or a part of one such as US-WA",
    };
}
