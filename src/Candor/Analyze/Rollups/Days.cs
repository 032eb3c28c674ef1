namespace Candor.Analyze.Rollups;

/// <summary>Days as the numbers that the tables hold: 0 is 1970-01-01.</summary>
static class Days
{
    static readonly int Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    public static int Number(DateOnly day) => day.DayNumber - Epoch;

    public static DateOnly Date(int number) => DateOnly.FromDayNumber(number + Epoch);
}
