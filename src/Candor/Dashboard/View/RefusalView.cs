namespace Candor.Dashboard.View;

/// <summary>Something that the collector did not take: where it came from and why, without any value of it.</summary>
public sealed record RefusalView(DateTimeOffset Time, string Origin, string What);
