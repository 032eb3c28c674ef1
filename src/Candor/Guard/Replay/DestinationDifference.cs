namespace Candor.Guard.Replay;

/// <param name="Field">A property; empty for the event itself.</param>
/// <param name="Before">The policy in force lets it leave.</param>
/// <param name="After">The new policy does.</param>
readonly record struct DestinationDifference(string Destination, string Field, bool Before, bool After);
