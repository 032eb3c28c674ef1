using Candor.Journal;
using Microsoft.Extensions.Time.Testing;

namespace Candor.Tests.Journal;

public sealed class JournalDiskFaultTests
{
    const int Steps = 14;

    [Theory]
    [InlineData(5)]
    [InlineData(28)]
    public async Task OneFailedOperationWhicheverLosesNothing(int error)
    {
        var whole = new SimulatedDisk();
        await new JournalHistory(1).Live(whole, Steps);
        for (var at = 1; at <= whole.Operations; at++)
        {
            for (var seed = 0; seed < 3; seed++)
            {
                var history = new JournalHistory(1);
                var disk = new SimulatedDisk(seed) { Fault = (_, number) => number == at ? new IOException("fault", error) : null };
                await history.Live(disk, Steps);
                Assert.True(history.Acknowledged > 0 || at <= 2);
                await history.CheckOn(seed == 0 ? disk.AfterKill() : disk.AfterPowerCut());
            }
        }
    }

    [Fact]
    public async Task FaultsAtRandomOverManyLivesLoseNothing()
    {
        foreach (var seed in JournalTest.Seeds())
        {
            var random = new Random(seed);
            var history = new JournalHistory(seed);
            var disk = new SimulatedDisk(seed);
            for (var life = 0; life < 10; life++)
            {
                disk.Fault = (_, _) => random.Next(12) == 0 ? SimulatedDisk.InputOutputError : null;
                disk.PowerCutAt = random.Next(1, 120);
                await history.Live(disk, Steps);
                disk = random.Next(2) == 0 ? disk.AfterPowerCut() : disk.AfterKill();
            }

            await history.CheckOn(disk);
        }
    }

    [Theory]
    [InlineData("sync 0")]
    [InlineData("sync directory")]
    [InlineData("write 0")]
    [InlineData("create 0")]
    public async Task WhileTheDiskFailsNothingIsAcknowledgedAndAfterwardsItGoesOn(string operation)
    {
        var disk = new SimulatedDisk();
        await using var journal = JournalTest.Open(disk);
        await journal.Append("""{"before":1}""");
        disk.Fault = (name, _) => name.StartsWith(operation, StringComparison.Ordinal) ? SimulatedDisk.InputOutputError : null;
        var large = $$"""{"x":"{{new string('x', 3_000)}}"}""";
        for (var i = 0; i < 5; i++)
        {
            // Large enough to need a new segment each.
            var outcome = await journal.Append(large);
            Assert.Equal(AppendStatus.Failed, outcome.Status);
            Assert.Contains("Input/output error", outcome.Reason, StringComparison.Ordinal);
            Assert.False(journal.State.Accepting);
        }

        disk.Fault = null;
        Assert.Equal(2, (await journal.Append("""{"after":1}""")).LastSequence);
        Assert.True(journal.State.Accepting);
        Assert.Equal(["""{"before":1}""", """{"after":1}"""], journal.Read());
        await journal.DisposeAsync();
        await using var again = JournalTest.Open(disk.AfterPowerCut());
        Assert.Equal(["""{"before":1}""", """{"after":1}"""], again.Read());
    }

    [Fact]
    public async Task AfterAFaultItAcceptsAgainWithoutTraffic()
    {
        var time = new FakeTimeProvider();
        var disk = new SimulatedDisk { Fault = (name, _) => name.StartsWith("sync", StringComparison.Ordinal) ? SimulatedDisk.InputOutputError : null };
        await using var journal = JournalTest.Open(disk, JournalTest.Options with { RetryAfter = TimeSpan.FromSeconds(1) }, time);
        Assert.Equal(AppendStatus.Failed, (await journal.Append("""{"a":1}""")).Status);
        time.Advance(TimeSpan.FromSeconds(1));
        disk.Fault = null;
        while (!journal.State.Accepting)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        Assert.Equal(1, (await journal.Append("""{"a":2}""")).LastSequence);
        Assert.Equal(["""{"a":2}"""], journal.Read());
        Assert.Single(journal.State.Segments);
    }

    [Fact]
    public async Task ASegmentOnWhichASyncFailedIsNeverWrittenAgain()
    {
        var disk = new SimulatedDisk();
        await using var journal = JournalTest.Open(disk);
        await journal.Append("""{"a":1}""");
        disk.Fault = (name, _) => name.StartsWith("sync 0", StringComparison.Ordinal) ? SimulatedDisk.InputOutputError : null;
        await journal.Append("""{"a":2}""");
        disk.Fault = null;
        var from = disk.Log.Count;
        await journal.Append("""{"a":3}""");
        Assert.DoesNotContain(disk.Log.Skip(from), entry => entry.EndsWith(Segment.NameOf(1), StringComparison.Ordinal));
    }

    [Fact]
    public async Task ANearlyFullDiskIsRefusedAndResumesByItself()
    {
        var time = new FakeTimeProvider();
        var disk = new SimulatedDisk();
        await using var journal = JournalTest.Open(disk, JournalTest.Options with { RetryAfter = TimeSpan.FromSeconds(1) }, time);
        await journal.Append("""{"a":1}""");
        disk.FreeBytes = 500;
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(AppendStatus.DiskFull, (await journal.Append("""{"a":2}""")).Status);
        Assert.False(journal.State.Accepting);

        var operations = disk.Operations;
        disk.FreeBytes = 1_000_000;
        Assert.Equal(AppendStatus.DiskFull, (await journal.Append("""{"a":3}""")).Status);
        Assert.Equal(operations, disk.Operations);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(AppendStatus.Durable, (await journal.Append("""{"a":4}""")).Status);
        Assert.True(journal.State.Accepting);
        Assert.Equal(["""{"a":1}""", """{"a":4}"""], journal.Read());
    }

    [Fact]
    public async Task AJournalStartsOnAFullDiskAndItsBacklogCanBeRead()
    {
        var disk = new SimulatedDisk();
        await using (var journal = JournalTest.Open(disk))
        {
            await journal.Append("""{"a":1}""");
        }

        disk.FreeBytes = 0;
        await using var again = JournalTest.Open(disk);
        Assert.Equal(["""{"a":1}"""], again.Read());
        Assert.Equal(AppendStatus.DiskFull, (await again.Append("""{"a":2}""")).Status);
    }

    [Fact]
    public async Task MoreThanTheMemorySetAsideIsRefusedAtOnce()
    {
        using var hold = new ManualResetEventSlim();
        var disk = new SimulatedDisk();
        await using var journal = JournalTest.Open(disk, JournalTest.Options with { MaxWaitingBytes = 1_000 });
        await journal.Append("""{"a":0}""");
        disk.Fault = (_, _) =>
        {
            hold.Wait();
            return null;
        };
        var first = journal.Append("""{"a":1}""");
        var large = $$"""{"x":"{{new string('x', 900)}}"}""";
        var outcomes = new List<Task<AppendOutcome>>();
        for (var i = 0; i < 4; i++)
        {
            outcomes.Add(journal.Append(large));
        }

        Assert.Contains(outcomes, outcome => outcome.IsCompletedSuccessfully && outcome.Result.Status == AppendStatus.Busy);
        hold.Set();
        Assert.Equal(AppendStatus.Durable, (await first).Status);
        var durable = (await Task.WhenAll(outcomes)).Count(outcome => outcome.Status == AppendStatus.Durable);
        Assert.Equal(2 + durable, journal.Read().Count);
    }
}
