using Candor.Dashboard.View;

namespace Candor.Tests.Dashboard.View;

public sealed class FormatTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(9999, "9,999")]
    [InlineData(12_345, "12.3k")]
    [InlineData(123_456, "123k")]
    [InlineData(1_234_567, "1.23M")]
    [InlineData(98_765_432, "98.8M")]
    [InlineData(1_234_567_890, "1.23B")]
    public void CompactNumbersKeepTheDigitsThatCount(long number, string expected) => Assert.Equal(expected, Format.Compact(number));

    [Theory]
    [InlineData(0, "0%")]
    [InlineData(0.0004, "<0.1%")]
    [InlineData(0.024, "2.4%")]
    [InlineData(0.5, "50%")]
    [InlineData(1, "100%")]
    public void SharesArePercents(double share, string expected) => Assert.Equal(expected, Format.Percent(share));

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(59.4, "59s")]
    [InlineData(65, "1m 05s")]
    [InlineData(3661, "1h 01m")]
    [InlineData(90_000, "25h 00m")]
    public void SpansAreReadAtAGlance(double seconds, string expected) => Assert.Equal(expected, Format.Span(seconds));

    [Theory]
    [InlineData("2026-02-01", "2026-02-28", "1 – 28 Feb 2026")]
    [InlineData("2026-01-28", "2026-02-03", "28 Jan – 3 Feb 2026")]
    [InlineData("2025-12-28", "2026-01-03", "28 Dec 2025 – 3 Jan 2026")]
    [InlineData("2026-01-28", "2026-01-28", "28 Jan 2026")]
    public void RangesSayNothingTwice(string from, string to, string expected) => Assert.Equal(expected, Format.Range(DateOnly.Parse(from), DateOnly.Parse(to)));

    [Theory]
    [InlineData(112, 100, "↑", "12%")]
    [InlineData(88, 100, "↓", "12%")]
    [InlineData(100, 100, "→", "0%")]
    [InlineData(5, 0, "↑", "new")]
    [InlineData(2500, 100, "↑", "×25")]
    public void AChangeIsAnArrowAndAShare(double now, double before, string arrow, string text)
    {
        var change = Change.Between(now, before, "before")!;
        Assert.Equal((arrow, text), (change.Arrow, change.Text));
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(3, 4)]
    [InlineData(87, 100)]
    [InlineData(101, 200)]
    [InlineData(4321, 6000)]
    public void TheAxisEndsAtARoundNumber(double highest, double top) => Assert.Equal(top, Axis.Above(highest));
}
