namespace Candor.Analyze;

/// <summary>An entry of the list of reports.</summary>
sealed record ReportName(string Name, string Question);
