namespace Candor.Dashboard.View;

/// <summary>What Guard took out before anything was stored.</summary>
/// <param name="Dropped">Events refused whole in these days; 0 where filters narrow, since none holds for them.</param>
/// <param name="Href">The page with all of it.</param>
public sealed record SealView(string Href, long Redacted, long Events, long Dropped, IReadOnlyList<SealRow> Categories, IReadOnlyList<SealRow> Pages, IReadOnlyList<long> Days, string? Csv);

public sealed record SealRow(string Label, string? Href, long Events, double Share);
