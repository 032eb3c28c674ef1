namespace Candor.Store;

/// <param name="Before">Events that happened before this instant go, with their sessions.</param>
/// <param name="KeepRollups">Counts without visitors may stay longer.</param>
sealed record RetentionLimit(string Site, DateTimeOffset Before, bool KeepRollups);
