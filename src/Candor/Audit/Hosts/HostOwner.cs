namespace Candor.Audit.Hosts;

/// <summary>Who runs a host and what for.</summary>
/// <param name="Category">In this program's words: <c>advertising</c>, <c>analytics</c>, <c>cdn</c>, ….</param>
sealed record HostOwner(string Name, string Company, string Category);
