namespace Candor.Audit.Differences;

/// <summary>A finding as an earlier report tells it.</summary>
sealed record EarlierFinding(string Fingerprint, string Rule, string Severity, string Vendor, string Host, string Page, string Summary);
