namespace Candor.Dashboard.View;

/// <summary>An event as it arrived and as it is stored, side by side.</summary>
/// <param name="Verdict"><c>kept</c>, <c>redacted</c> or <c>refused</c>.</param>
/// <param name="Event">The name as it was sent; empty when that is not kept.</param>
/// <param name="Why">What decided about the whole event, when it is refused.</param>
/// <param name="IsTakenDown">False when too many came at once: then <paramref name="Fields"/> are those that are stored.</param>
public sealed record DebugView(long Number, DateTimeOffset Time, string Verdict, string Event, string Label, string Page, IReadOnlyList<DebugField> Fields, IReadOnlyList<string> Why, bool IsTakenDown);

/// <param name="Arrived">The value where it is stored as it came, else its kind and length; empty for a field that did not come under this name.</param>
/// <param name="Removed">What was taken out, by type: <c>E-mail addresses</c>.</param>
/// <param name="Stored">Null when nothing is.</param>
public sealed record DebugField(string Name, string Arrived, IReadOnlyList<string> Removed, string? Stored, bool IsWhole, IReadOnlyList<string> Why);
