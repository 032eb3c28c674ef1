namespace Candor.Analyze;

/// <summary>Events of which nothing was kept.</summary>
/// <param name="Rule">Why, in Guard's words.</param>
sealed record DropRow(string Category, string Rule, long Events);
