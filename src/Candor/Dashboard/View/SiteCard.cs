namespace Candor.Dashboard.View;

/// <param name="Visitors">Of thirty days; null when the store could not be asked.</param>
sealed record SiteCard(string Id, string Name, long? Visitors, Change? Change, IReadOnlyList<double> Days);
