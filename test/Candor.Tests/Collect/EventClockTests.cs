using Candor.Collect;
using CsCheck;

namespace Candor.Tests.Collect;

public sealed class EventClockTests
{
    const long Now = 1_790_000_000_000;
    const long Minute = 60_000, Hour = 60 * Minute, Day = 24 * Hour;

    [Theory]
    [InlineData(null, null, Now, false)]
    [InlineData(Now - Hour, null, Now - Hour, false)]
    [InlineData(Now - 300 * Day, null, Now - 300 * Day, false)]
    [InlineData(Now + 4 * Minute, null, Now, false)]
    [InlineData(Now + 6 * Minute, null, Now, true)]
    [InlineData(0L, null, Now, true)]
    [InlineData(-1L, null, Now, true)]
    [InlineData(4_102_444_800_000, null, Now, true)]
    public void WithoutAClockTheTimeIsTakenAtItsWordWithinBounds(long? time, long? sent, long expected, bool replaced) => Check(time, sent, expected, replaced);

    [Theory]
    [InlineData(Now - Hour, Now, Now - Hour, false)]
    [InlineData(Now - Hour, Now - 1_500, Now - Hour, false)]
    [InlineData(Now - 90 * Minute, Now - Hour, Now - 30 * Minute, false)]
    [InlineData(Now + 2 * Hour, Now + 3 * Hour, Now - Hour, false)]
    [InlineData(5_000L, 9_000L, Now - 4_000, false)]
    [InlineData(4_102_444_800_000, 4_102_444_801_000, Now - 1_000, false)]
    [InlineData(Now - 8 * Day, Now, Now, true)]
    [InlineData(0L, Now, Now, true)]
    [InlineData(Now + Hour, Now, Now, true)]
    public void AWrongClockIsCorrectedByWhatItSaidWhenSending(long? time, long? sent, long expected, bool replaced) => Check(time, sent, expected, replaced);

    [Fact]
    public void NoEventIsInTheFutureOrBeforeTheWeb() =>
        Gen.Select(Gen.Long[-253_402_214_400_000, 253_402_214_400_000], Gen.Long[-253_402_214_400_000, 253_402_214_400_000], Gen.Bool).Sample((time, sent, says) =>
            EventClock.Correct(time, says ? sent : null, Now, out _) is >= 631_152_000_000 and <= Now);

    static void Check(long? time, long? sent, long expected, bool replaced)
    {
        Assert.Equal(expected, EventClock.Correct(time, sent, Now, out var isReplaced));
        Assert.Equal(replaced, isReplaced);
    }
}
