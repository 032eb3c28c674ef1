using Candor.Collect;
using Microsoft.Extensions.Time.Testing;

namespace Candor.Tests.Collect;

public sealed class RateLimitTests
{
    readonly FakeTimeProvider time = new();
    readonly RateLimit limit;

    public RateLimitTests() => limit = new RateLimit(time);

    static readonly EventRate Ten = new(PerSecond: 10, Burst: 20);

    [Fact]
    public void ABurstPassesAndThenTheRateHolds()
    {
        Assert.Equal(20, Taken(1, 100));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(10, Taken(1, 100));
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(20, Taken(1, 100));
    }

    [Fact]
    public void TheWaitIsAsLongAsItSays()
    {
        Taken(1, 20);
        Assert.False(limit.TryTake(1, 5, Ten, out var wait));
        time.Advance(wait);
        Assert.True(limit.TryTake(1, 5, Ten, out _));
    }

    [Fact]
    public void OneSenderDoesNotSlowAnother()
    {
        Taken(1, 100);
        Assert.True(limit.TryTake(2, 1, Ten, out _));
    }

    [Fact]
    public void MoreThanTheBurstAtOnceIsTakenWhenTheBucketIsFull()
    {
        Assert.True(limit.TryTake(1, 500, Ten, out _));
        Assert.False(limit.TryTake(1, 1, Ten, out _));
    }

    [Fact]
    public async Task ManyThreadsNeverTakeMoreThanThereIs()
    {
        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Taken(7, 1000))));
        Assert.Equal(20, taken.Sum());
    }

    int Taken(ulong key, int tries) => Enumerable.Range(0, tries).Count(_ => limit.TryTake(key, 1, Ten, out TimeSpan _));
}
