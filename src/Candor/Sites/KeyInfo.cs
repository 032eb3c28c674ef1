namespace Candor.Sites;

/// <summary>A key as it may be shown: the secret part is not kept.</summary>
/// <param name="Id">The key's first part; it finds the key and names it in lists.</param>
/// <param name="Site">The one site it is good for; null for all.</param>
sealed record KeyInfo(string Id, string? Site, KeyScope Scope, string Name, DateTimeOffset Created);
