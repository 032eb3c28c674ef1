namespace Candor.Sites;

/// <summary>What <c>candor site add --format json</c> prints; the field names are a contract.</summary>
sealed record SiteAnswer(string Site, string Domain, string Name, string TimeZone, IReadOnlyList<string> Origins, string Snippet);

/// <param name="Key">The whole key, only in the answer that makes it.</param>
sealed record KeyAnswer(string? Key, string Id, string? Site, string Scope, string Name, DateTimeOffset Created);

sealed record UserAnswer(int Id, string Name, string Role, DateTimeOffset Created, DateTimeOffset? LastSignIn);

sealed record GoalAnswer(int Id, string Site, string Name, string? Event, string? PathPattern);
