namespace Candor.Tests.Journal;

public sealed class JournalPowerCutTests
{
    const int Steps = 14;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task NothingAcknowledgedIsLostWhereverItEnds(bool kill)
    {
        var whole = new SimulatedDisk();
        await new JournalHistory(1).Live(whole, Steps);
        Assert.True(whole.Operations > 40);
        for (var cut = 1; cut <= whole.Operations; cut++)
        {
            for (var seed = 0; seed < 4; seed++)
            {
                await EndAt(cut, seed, kill);
            }
        }
    }

    [Fact]
    public async Task NothingAcknowledgedIsLostOverManyCutsInOneDisksLife()
    {
        foreach (var seed in JournalTest.Seeds())
        {
            var random = new Random(seed);
            var history = new JournalHistory(seed);
            var disk = new SimulatedDisk(seed);
            for (var life = 0; life < 12; life++)
            {
                disk.PowerCutAt = random.Next(1, 60);
                await history.Live(disk, Steps);
                disk = random.Next(2) == 0 ? disk.AfterPowerCut() : disk.AfterKill();
            }

            await history.CheckOn(disk);
        }
    }

    static async Task EndAt(int cut, int seed, bool kill)
    {
        var history = new JournalHistory(1);
        var disk = new SimulatedDisk(seed) { PowerCutAt = cut };
        await history.Live(disk, Steps);
        disk = kill ? disk.AfterKill() : disk.AfterPowerCut();
        await history.CheckOn(disk);
        // What was found is promised from now on, be it cut again at once.
        await history.CheckOn(disk.AfterPowerCut());
    }
}
