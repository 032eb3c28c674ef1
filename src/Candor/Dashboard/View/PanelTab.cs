namespace Candor.Dashboard.View;

/// <summary>One question that a panel can answer: the report that does, and the filter that a row of it becomes.</summary>
/// <param name="Key">In the address.</param>
/// <param name="Filter">Name of the dimension in a filter; empty where rows are no filter.</param>
/// <param name="LabelOf">What is shown for a stored value.</param>
sealed record PanelTab(string Key, string Label, string Report, string Filter, string FirstColumn, Func<string, string> LabelOf)
{
    /// <summary>Rows count events first, visitors second.</summary>
    public bool CountsEvents { get; init; }

    public string Empty { get; init; } = "Nothing in these days.";
}

/// <param name="Key">In the address, with the open tab.</param>
sealed record PanelKind(string Key, string Title, IReadOnlyList<PanelTab> Tabs)
{
    public PanelTab Open(PageState state) => Tabs.FirstOrDefault(t => t.Key == state.Choice(Key)) ?? Tabs[0];
}
