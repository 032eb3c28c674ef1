namespace Candor.Analyze;

/// <summary>An hour, a day, a week or a month.</summary>
/// <param name="Time">As in <see cref="SeriesPoint"/>.</param>
/// <param name="Dropped">Null where filters narrow.</param>
/// <param name="Categories">Redacted events by category; one with two counts in both.</param>
sealed record RemovalPoint(string Time, long Redacted, long? Dropped, IReadOnlyDictionary<string, long> Categories);
