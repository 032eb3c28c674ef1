namespace Candor.Analyze.Rollups;

/// <summary>One day of one row, as it is kept.</summary>
/// <param name="Day">As of <see cref="Days"/>.</param>
/// <param name="Members">A <see cref="VisitorSet"/>.</param>
sealed record RolledDay(int Day, string Name, Tally Tally, ReadOnlyMemory<byte> Members);
