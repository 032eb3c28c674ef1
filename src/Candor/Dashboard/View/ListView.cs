namespace Candor.Dashboard.View;

/// <summary>The whole of one list, a page at a time.</summary>
sealed record ListView(IReadOnlyList<ListColumn> Columns, IReadOnlyList<ListRow> Rows, string? Earlier, string? Later, int First);

/// <param name="Sort">The address that sorts by it.</param>
/// <param name="Direction"><c>ascending</c>, <c>descending</c>, or null when another column sorts.</param>
sealed record ListColumn(string Label, string Sort, string? Direction, bool IsMinor);

sealed record ListRow(string Label, string? Href, bool IsFilter, double Share, IReadOnlyList<string> Cells);
