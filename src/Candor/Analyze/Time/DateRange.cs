namespace Candor.Analyze.Time;

/// <summary>Local dates, both included.</summary>
readonly record struct DateRange(DateOnly From, DateOnly To)
{
    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>As many days, right before. (Methods: a record prints its properties, and each of these has more of them.)</summary>
    public DateRange Previous() => new(From.AddDays(-Days), From.AddDays(-1));

    public DateRange YearBefore() => new(From.AddYears(-1), To.AddYears(-1));
}
