namespace Candor.Dashboard.View;

/// <summary>One event as it came through Guard: what was kept, what was removed and why; never what the removed values were.</summary>
/// <param name="Verdict"><c>kept</c>, <c>redacted</c> or <c>refused</c>.</param>
public sealed record EventView(long Number, DateTimeOffset Time, string Verdict, string Name, string Page, IReadOnlyList<(string Name, string Value)> Fields, IReadOnlyList<RemovalView> Removed);

/// <param name="Where">The field, such as <c>url.query.email</c>.</param>
public sealed record RemovalView(string What, string Where, string Why);
