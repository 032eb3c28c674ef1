namespace Candor.Sites;

/// <summary>How the shared database is.</summary>
/// <param name="AwaySince">Null while it answers.</param>
/// <param name="Reason">Why it does not, with host and account: for the owner, not for strangers.</param>
/// <param name="Known">As of when this node knows what people edited; null when it never did.</param>
sealed record SharedState(DateTimeOffset? AwaySince, string? Reason, DateTimeOffset? Known);
