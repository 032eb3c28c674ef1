namespace Candor.Analyze.Time;

/// <param name="Key">What the SQL groups by: the hour's start in milliseconds since 1970 UTC, or the number of the local day, week or month.</param>
/// <param name="Label">Local date, or for hours local time with offset: two hours of an autumn night differ in nothing else.</param>
readonly record struct Bucket(long Key, string Label);
