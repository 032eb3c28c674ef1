using Candor.Analyze.Time;

namespace Candor.Tests.Analyze.Time;

public sealed class PeriodTextTests
{
    static readonly DateOnly Wednesday = new(2026, 3, 18);

    [Theory]
    [InlineData("today", "2026-03-18", "2026-03-18")]
    [InlineData("yesterday", "2026-03-17", "2026-03-17")]
    [InlineData("7d", "2026-03-12", "2026-03-18")]
    [InlineData("2w", "2026-03-05", "2026-03-18")]
    [InlineData("12m", "2025-03-19", "2026-03-18")]
    [InlineData("week", "2026-03-16", "2026-03-18")]
    [InlineData("last-week", "2026-03-09", "2026-03-15")]
    [InlineData("month", "2026-03-01", "2026-03-18")]
    [InlineData("last-month", "2026-02-01", "2026-02-28")]
    [InlineData("last-year", "2025-01-01", "2025-12-31")]
    public void APeriodEndsTodayUnlessItIsAPastOne(string text, string from, string to)
    {
        Assert.True(PeriodText.TryParse(text, Wednesday, out var range));
        Assert.Equal((from, to), (range.From.ToString("O"), range.To.ToString("O")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0d")]
    [InlineData("-1d")]
    [InlineData("99999d")]
    [InlineData("7")]
    [InlineData("d")]
    [InlineData("5000m")]
    [InlineData("Today ")]
    public void OtherTextIsNoPeriod(string text) => Assert.False(PeriodText.TryParse(text, Wednesday, out _));
}
