namespace Candor.Audit.Many;

/// <summary>A source that is audited again and again.</summary>
sealed record Schedule(string Source, int Hours, DateTimeOffset Next);
