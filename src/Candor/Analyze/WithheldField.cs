namespace Candor.Analyze;

/// <summary>Where a category was found.</summary>
/// <param name="Field">By its stored name, such as <c>props.note</c>; empty where what was taken out left no mark.</param>
/// <param name="Event">Name of the event.</param>
/// <param name="InPage">Taken out by the script, in the page.</param>
sealed record WithheldField(string Field, string Category, string Event, bool InPage, long Events);
