namespace Candor.Dashboard.View;

/// <summary>A short list with a bar behind each row.</summary>
/// <param name="What">What the figures count: Visitors, Events.</param>
/// <param name="More">The address of the whole list; null when all rows are here.</param>
public sealed record PanelView(string Key, string Title, IReadOnlyList<TabView> Tabs, string FirstColumn, string What, IReadOnlyList<PanelRow> Rows, string? More, string? Csv, string Empty)
{
    /// <summary>A second figure of each row, such as the share; null for none.</summary>
    public string? Second { get; init; }
}

public sealed record TabView(string Label, string Href, bool IsOpen);

/// <param name="Href">Adds the row as a filter, or takes it away.</param>
/// <param name="Share">Of the longest bar, 0 to 1.</param>
public sealed record PanelRow(string Label, string? Href, bool IsFilter, double Share, string Figure, string Exact, string? Second, Change? Change, bool IsMuted);
