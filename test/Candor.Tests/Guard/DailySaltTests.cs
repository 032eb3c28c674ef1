using Candor.Guard;
using Candor.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Candor.Tests.Guard;

public sealed class DailySaltTests : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 28, 12, 0, 0, TimeSpan.Zero));

    string File => folder["salt"];

    [Fact]
    public void ItOutlivesARestartWithinTheDay()
    {
        var first = Copy();
        time.Advance(TimeSpan.FromHours(11));
        Assert.Equal(first, Copy());
    }

    [Fact]
    public void MidnightReplacesItInMemoryAndOnDisk()
    {
        using var salt = new DailySalt(File, time);
        var first = salt.Current().ToArray();
        time.SetUtcNow(new DateTimeOffset(2026, 3, 29, 0, 0, 0, TimeSpan.Zero));
        var second = salt.Current().ToArray();
        Assert.NotEqual(first, second);
        Assert.Equal(second, salt.Current());
        Assert.DoesNotContain(Convert.ToHexString(first), Convert.ToHexString(System.IO.File.ReadAllBytes(File)), StringComparison.Ordinal);
    }

    [Fact]
    public void MidnightReplacesItWithoutAnyVisitor()
    {
        using var salt = new DailySalt(File, time);
        var before = System.IO.File.ReadAllBytes(File);
        time.Advance(TimeSpan.FromHours(12) + TimeSpan.FromMinutes(1));
        Assert.NotEqual(before, System.IO.File.ReadAllBytes(File));
    }

    [Fact]
    public void AStartOnALaterDayDoesNotReadTheOldOne()
    {
        var first = Copy();
        time.Advance(TimeSpan.FromDays(1));
        Assert.NotEqual(first, Copy());
    }

    [Fact]
    public void AClockSetBackOverMidnightKeepsTheSaltAndBringsNoOldOneBack()
    {
        var clock = new SteppedClock(time);
        using var salt = new DailySalt(File, clock);
        var day1 = salt.Current().ToArray();
        clock.Offset = TimeSpan.FromHours(13);
        var day2 = salt.Current().ToArray();
        clock.Offset = TimeSpan.Zero;
        Assert.Equal(day2, salt.Current());
        Assert.NotEqual(day1, day2);
    }

    [Fact]
    public void AClockThatWasYearsAheadLeavesNoSaltForYears()
    {
        var clock = new SteppedClock(time) { Offset = TimeSpan.FromDays(365 * 70) };
        using var salt = new DailySalt(File, clock);
        var wrong = salt.Current().ToArray();
        clock.Offset = TimeSpan.Zero;
        Assert.NotEqual(wrong, salt.Current());
    }

    [Fact]
    public void AStoppedWallClockDoesNotKeepItBeyondADay()
    {
        var clock = new SteppedClock(time);
        using var salt = new DailySalt(File, clock);
        var first = salt.Current().ToArray();
        clock.Elapsed = TimeSpan.FromDays(1);
        Assert.NotEqual(first, salt.Current());
    }

    [Fact]
    public void OnlyTheOwnerMayReadTheFile()
    {
        Copy();
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public void ADamagedFileIsReplaced()
    {
        System.IO.File.WriteAllText(File, "short");
        Assert.Equal(32, Copy().Length);
    }

    byte[] Copy()
    {
        using var salt = new DailySalt(File, time);
        return [.. salt.Current()];
    }

    public void Dispose() => folder.Dispose();

    /// <summary>A wall clock that somebody sets while time goes on.</summary>
    sealed class SteppedClock(FakeTimeProvider basis) : TimeProvider
    {
        public TimeSpan Offset { get; set; }

        public TimeSpan Elapsed { get; set; }

        public override DateTimeOffset GetUtcNow() => basis.GetUtcNow() + Offset;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Elapsed.Ticks;
    }
}
