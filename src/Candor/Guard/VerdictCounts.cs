namespace Candor.Guard;

/// <summary>How many events of a site got which verdict since the server started, and how often each category was taken out.</summary>
sealed record VerdictCounts(long Passed, long Redacted, long Dropped, IReadOnlyDictionary<string, long> Categories);
