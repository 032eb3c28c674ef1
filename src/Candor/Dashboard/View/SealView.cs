namespace Candor.Dashboard.View;

/// <summary>What Guard took out before anything was stored.</summary>
/// <param name="Dropped">Events refused whole since the server started: nothing of them is kept, so no range can be asked for.</param>
public sealed record SealView(long Redacted, long Events, long Dropped, IReadOnlyList<SealRow> Categories, IReadOnlyList<SealRow> Pages, IReadOnlyList<long> Days, string? Csv);

public sealed record SealRow(string Label, string? Href, long Events, double Share);
