using System.Text;
using Candor.Journal;
using CsCheck;

namespace Candor.Tests.Journal;

/// <summary>What is cut, what is refused, and that nothing in between slips through.</summary>
public sealed class JournalDamageTests
{
    const int Records = 40;

    [Fact]
    public async Task ALastSegmentCutAtAnyByteGivesItsWholeRecords()
    {
        var whole = await Written();
        var name = whole.Segments.Last();
        var bytes = whole[name];
        var first = FirstOf(name);
        for (var length = 0; length < bytes.Length; length++)
        {
            var disk = Copy(whole, name, bytes[..length]);
            await using var journal = JournalTest.Open(disk);
            var lines = bytes[..length].Count(b => b == '\n');
            Assert.Equal(JournalTest.Payloads(0, first - 1 + lines), journal.Read());
            Assert.Equal(first + lines, (await journal.Append("{}")).LastSequence);
        }
    }

    [Fact]
    public async Task GarbageOrZerosBehindTheEndAreCutAndCounted()
    {
        var whole = await Written();
        var name = whole.Segments.Last();
        var bytes = whole[name];
        var garbage = Gen.Byte.Array[1, 3_000];
        var zeros = Gen.Int[1, 3_000].Select(length => new byte[length]);
        await Gen.OneOf(garbage, zeros).SampleAsync(async tail =>
        {
            var disk = Copy(whole, name, [.. bytes, .. tail]);
            await using var journal = JournalTest.Open(disk);
            Assert.Equal(JournalTest.Payloads(0, Records), journal.Read());
            Assert.Equal(tail.Length, journal.State.CutBytes);
        }, iter: 300, threads: 1);
    }

    [Fact]
    public async Task AFlippedBitAnywhereIsFoundAtStartOrByTheReader()
    {
        var whole = await Written();
        var expected = JournalTest.Payloads(0, Records);
        foreach (var verify in new[] { long.MaxValue, 0 })
        {
            var place =
                from name in Gen.Int[0, whole.Segments.Count() - 1].Select(index => whole.Segments.ElementAt(index))
                from at in Gen.Int[0, whole[name].Length - 1]
                from bit in Gen.Int[0, 7]
                select (name, at, bit);
            await place.SampleAsync(async flip =>
            {
                var bytes = whole[flip.name];
                bytes[flip.at] ^= (byte)(1 << flip.bit);
                var disk = Copy(whole, flip.name, bytes);
                var exception = await Assert.ThrowsAsync<JournalCorruptException>(async () =>
                {
                    await using var journal = JournalTest.Open(disk, JournalTest.Options with { VerifyBytes = verify });
                    Assert.Equal(expected, journal.Read());
                });
                Assert.EndsWith(flip.name, exception.File, StringComparison.Ordinal);
                Assert.InRange(flip.at - exception.Offset, 0, 600);
                Assert.NotEmpty(exception.Remedy);
            }, iter: 2_000, threads: 1);
        }
    }

    [Fact]
    public async Task ZeroedSectorsAreDamageUnlessTheyCanBeAnUnfinishedWrite()
    {
        var disk = new SimulatedDisk();
        await using (var journal = JournalTest.Open(disk, JournalTest.Options with { SegmentBytes = 100_000 }))
        {
            await journal.Append(JournalTest.Payloads(0, 10));
            await journal.Append(JournalTest.Payloads(10, 20));
        }

        var name = Assert.Single(disk.Segments);
        var bytes = disk[name];
        var lastGroup = LineStart(bytes, 10);
        for (var sector = 0; sector + 512 <= bytes.Length; sector += 512)
        {
            var holed = bytes.ToArray();
            holed.AsSpan(sector, 512).Clear();
            var damaged = Copy(disk, name, holed);
            if (sector < lastGroup)
            {
                Assert.Throws<JournalCorruptException>(() => JournalTest.Open(damaged));
            }
            else
            {
                await using var journal = JournalTest.Open(damaged);
                Assert.Equal(JournalTest.Payloads(0, bytes[..sector].Count(b => b == '\n')), journal.Read());
            }
        }
    }

    [Fact]
    public async Task AMissingSegmentIsRefusedByName()
    {
        var whole = await Written();
        var names = whole.Segments.ToArray();
        foreach (var name in names.SkipLast(1))
        {
            var disk = Copy(whole);
            disk.Remove(name);
            var exception = Assert.Throws<JournalCorruptException>(() => JournalTest.Open(disk));
            Assert.EndsWith(name, exception.File, StringComparison.Ordinal);
            Assert.Contains($"records {FirstOf(name)} to", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task EmptySegmentsBehindTheLastAreRemoved()
    {
        var disk = await Written();
        disk[Segment.NameOf(Records + 1)] = [];
        await using var journal = JournalTest.Open(disk);
        Assert.Equal(JournalTest.Payloads(0, Records), journal.Read());
        Assert.Equal(Records + 1, (await journal.Append("{}")).LastSequence);
    }

    [Fact]
    public async Task AnOnlySegmentThatIsEmptyIsAnEmptyJournal()
    {
        var disk = new SimulatedDisk();
        disk[Segment.NameOf(1)] = [];
        await using var journal = JournalTest.Open(disk);
        Assert.Equal(1, (await journal.Append("{}")).LastSequence);
    }

    [Fact]
    public async Task AnUnlinkThatDidNotReachTheDiskIsRepeated()
    {
        var disk = await Written();
        var before = Copy(disk);
        await using (var journal = JournalTest.Open(disk))
        {
            journal.Release("store", new JournalPosition(Records));
        }

        foreach (var name in before.Segments)
        {
            disk[name] = before[name];
        }

        await using var again = JournalTest.Open(disk);
        Assert.True(again.State.OldestSequence > 1);
        Assert.True(disk.Segments.Count() < before.Segments.Count());
        Assert.Equal(JournalTest.Payloads(Records - 1, 1), again.Read(Records));
    }

    [Fact]
    public async Task AFlippedBitInThePositionsIsRefusedAndMovingThemAwayMends()
    {
        var disk = await Written();
        await using (var journal = JournalTest.Open(disk))
        {
            journal.Release("store", new JournalPosition(3));
        }

        var bytes = disk[ReaderPositions.FileName];
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var flipped = bytes.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            var damaged = Copy(disk, ReaderPositions.FileName, flipped);
            Assert.EndsWith(ReaderPositions.FileName, Assert.Throws<JournalCorruptException>(() => JournalTest.Open(damaged)).File, StringComparison.Ordinal);
            damaged.Remove(ReaderPositions.FileName);
            await using var mended = JournalTest.Open(damaged);
        }
    }

    [Fact]
    public async Task ANewFolderContinuesWhereTheStoreStands()
    {
        var disk = new SimulatedDisk();
        await using (var journal = JournalTest.Open(disk, JournalTest.Options with { ContinueFrom = 501 }))
        {
            Assert.Equal(501, (await journal.Append("""{"a":1}""")).LastSequence);
        }

        await using var again = JournalTest.Open(disk.AfterPowerCut());
        Assert.Equal(["""{"a":1}"""], again.Read(501));
    }

    [Fact]
    public async Task AnEndThatWasLostAfterAllHadReadItIsNotNumberedAgain()
    {
        var disk = await Written();
        await using (var journal = JournalTest.Open(disk))
        {
            journal.Release("store", new JournalPosition(Records + 1));
        }

        var name = disk.Segments.Last();
        disk[name] = disk[name][..^5];
        await using var again = JournalTest.Open(disk);
        Assert.Equal(Records + 1, (await again.Append("{}")).LastSequence);
        Assert.Equal(["{}"], again.Read(Records + 1));
    }

    [Fact]
    public async Task AnEndThatWasLostBeforeAllHadReadItIsRefused()
    {
        var disk = await Written();
        await using (var journal = JournalTest.Open(disk))
        {
            journal.Release("egress", new JournalPosition(2));
            journal.Release("store", new JournalPosition(Records + 1));
        }

        var name = disk.Segments.Last();
        disk[name] = disk[name][..^5];
        Assert.Contains($"records {Records} to {Records} are missing", Assert.Throws<JournalCorruptException>(() => JournalTest.Open(disk)).Message, StringComparison.Ordinal);
    }

    /// <summary>Several segments, the last with several groups and several records in a group.</summary>
    static async Task<SimulatedDisk> Written()
    {
        var disk = new SimulatedDisk();
        await using var journal = JournalTest.Open(disk);
        foreach (var group in JournalTest.Payloads(0, Records).Chunk(3))
        {
            await journal.Append(group);
        }

        return disk;
    }

    static SimulatedDisk Copy(SimulatedDisk disk, string? changed = null, byte[]? bytes = null)
    {
        var copy = disk.AfterKill();
        if (changed is not null)
        {
            copy[changed] = bytes!;
        }

        return copy;
    }

    static int FirstOf(string name) => int.Parse(name.AsSpan(0, 20), System.Globalization.CultureInfo.InvariantCulture);

    static int LineStart(byte[] bytes, int line) =>
        Encoding.UTF8.GetString(bytes).Split('\n').Take(line).Sum(text => Encoding.UTF8.GetByteCount(text) + 1);
}
