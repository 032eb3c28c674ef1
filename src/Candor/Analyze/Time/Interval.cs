namespace Candor.Analyze.Time;

/// <summary>The width of one point of a series.</summary>
enum Interval
{
    Hour,
    Day,
    Week,
    Month,
}
