using Candor.Store;

namespace Candor.Tests.Store;

public sealed class LoaderPaceTests
{
    readonly LoaderPace pace = new(new LoaderOptions { LiveInterval = TimeSpan.FromMilliseconds(250), BusyInterval = TimeSpan.FromMilliseconds(650), BusyRate = 10_000 });

    [Theory]
    [InlineData(1, 3600, 250)]
    [InlineData(250, 0.25, 250)]
    [InlineData(1375, 0.25, 450)]
    [InlineData(6500, 0.65, 650)]
    [InlineData(50_000, 0.65, 650)]
    public void MoreIsGatheredWhenMuchComesIn(int records, double seconds, int milliseconds) =>
        Assert.Equal(milliseconds, pace.Interval(records, TimeSpan.FromSeconds(seconds)).TotalMilliseconds, 0.5);
}
