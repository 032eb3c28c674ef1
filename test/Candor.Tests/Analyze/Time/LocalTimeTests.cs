using Candor.Analyze.Time;
using CsCheck;

namespace Candor.Tests.Analyze.Time;

public sealed class LocalTimeTests
{
    static readonly string[] Zones =
        ["UTC", "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Cairo", "Asia/Beirut", "America/Havana", "Pacific/Kiritimati", "Antarctica/Troll"];

    [Theory]
    [InlineData("Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00")]
    [InlineData("Europe/Berlin", "2026-10-26", "2026-10-25T23:00:00")]
    [InlineData("America/Sao_Paulo", "2017-10-15", "2017-10-15T03:00:00")]   // midnight did not happen: 24:00 became 01:00
    [InlineData("Asia/Kathmandu", "2026-05-01", "2026-04-30T18:15:00")]
    public void ADayBeginsAtItsFirstInstant(string zone, string day, string utc) =>
        Assert.Equal(utc, Of(zone).StartOf(DateOnly.Parse(day, null)).ToString("s"));

    [Fact]
    public void DaysFollowEachOtherWithoutGapOrOverlap() =>
        Gen.Select(Gen.Int[0, Zones.Length - 1].Select(i => Zones[i]), Gen.Int[0, 22_000]).Sample((zone, number) =>
        {
            var local = Of(zone);
            var day = new DateOnly(1980, 1, 1).AddDays(number % 18_000);
            var (start, end) = (local.StartOf(day), local.StartOf(day.AddDays(1)));
            Assert.InRange((end - start).TotalHours, 0, 26);
            if (end > start)
            {
                Assert.Equal(day, local.DateAt(start));
                Assert.True(local.DateAt(start.AddMilliseconds(-1)) < day);
            }
        });

    [Fact]
    public void TheHoursOfARangeAreAllThereAndInOrder() =>
        Gen.Select(Gen.Int[0, Zones.Length - 1].Select(i => Zones[i]), Gen.Int[0, 14_000], Gen.Int[1, 4]).Sample((zone, number, days) =>
        {
            var local = Of(zone);
            var day = new DateOnly(1990, 1, 1).AddDays(number);
            var (start, end) = (local.StartOf(day), local.StartOf(day.AddDays(days)));
            var buckets = Buckets.List(Interval.Hour, start, end, local);
            Assert.Equal(buckets.Select(b => b.Key).Order(), buckets.Select(b => b.Key));
            Assert.Equal(buckets.Count, buckets.Select(b => b.Label).Distinct().Count());
            Assert.InRange(buckets.Count, (end - start).TotalHours - 0.01, (end - start).TotalHours + 1.01);
        });

    static LocalTime Of(string zone) => new(TimeZoneInfo.FindSystemTimeZoneById(zone));
}
