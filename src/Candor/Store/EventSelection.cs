namespace Candor.Store;

/// <param name="Site">Null: every site.</param>
/// <param name="From">First instant, null: from the beginning.</param>
/// <param name="To">First instant no longer wanted, null: to the end.</param>
sealed record EventSelection(string? Site = null, DateTimeOffset? From = null, DateTimeOffset? To = null);
