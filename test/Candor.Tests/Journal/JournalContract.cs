using System.Text;
using Candor.Journal;

namespace Candor.Tests.Journal;

/// <summary>What holds for the journal on whatever it stands.</summary>
public abstract class JournalContract
{
    private protected abstract IJournalFiles Files { get; }

    [Fact]
    public async Task ADurableRecordIsReadAsItWasAppended()
    {
        await using var journal = JournalTest.Open(Files);
        var outcome = await journal.Append("""{"name":"PageView"}""");
        Assert.Equal(new AppendOutcome(AppendStatus.Durable, 1, null), outcome);
        Assert.Equal(["""{"name":"PageView"}"""], journal.Read());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{ }")]
    [InlineData("""{"a":"\n","b":{"c":[1,2]}}""")]
    [InlineData("""{"_seq":7,"_crc":"00000000"}""")]
    [InlineData("""{"name":"ÄÖ😀"}""")]
    public async Task EveryObjectComesBackByteForByte(string payload)
    {
        await using var journal = JournalTest.Open(Files);
        await journal.Append(payload, payload);
        Assert.Equal([payload, payload], journal.Read());
    }

    [Theory]
    [InlineData("[1]\n", 1)]
    [InlineData("{\"a\":1}", 1)]
    [InlineData("{\"a\":1}\n", 2)]
    [InlineData("{\"a\":1}\n{\"a\":2}\n", 1)]
    [InlineData("{\"a\":1}\nfalse\n", 2)]
    [InlineData("\n", 1)]
    public async Task WhatIsNotTheAnnouncedObjectsIsRefusedWhole(string records, int count)
    {
        await using var journal = JournalTest.Open(Files);
        await Assert.ThrowsAsync<ArgumentException>(async () => await journal.AppendAsync(Encoding.UTF8.GetBytes(records), count));
        await journal.Append("""{"good":1}""");
        Assert.Equal(["""{"good":1}"""], journal.Read());
    }

    [Fact]
    public async Task RecordsOverManySegmentsComeBackInOrderAfterARestart()
    {
        var sent = JournalTest.Payloads(0, 200);
        await using (var journal = JournalTest.Open(Files))
        {
            foreach (var group in sent.Chunk(3))
            {
                Assert.Equal(AppendStatus.Durable, (await journal.Append(group)).Status);
            }

            Assert.True(journal.State.Segments.Count > 10);
            Assert.Equal(sent, journal.Read());
        }

        await using var again = JournalTest.Open(Files);
        Assert.Equal(sent, again.Read());
        Assert.Equal(200, again.LastDurableSequence);
        Assert.Equal(201, (await again.Append("""{"next":1}""")).LastSequence);
    }

    [Fact]
    public async Task SegmentFilesHoldEachRecordOnceAlsoAfterRestarts()
    {
        var large = $$"""{"text":"{{new string('y', 3_000_000)}}"}""";
        for (var start = 0; start < 3; start++)
        {
            await using var journal = JournalTest.Open(Files, JournalTest.Options with { SegmentBytes = 30_000_000 });
            await journal.Append(large, large);
            await journal.Append("""{"small":1}""");
            Assert.Equal(
                Enumerable.Range(1, (int)journal.LastDurableSequence).Select(sequence => (long)sequence),
                journal.State.Segments.SelectMany(segment => SequencesIn(Path.GetFileName(segment.Path))));
        }
    }

    [Fact]
    public async Task AReaderStartsAnywhere()
    {
        await using var journal = JournalTest.Open(Files, JournalTest.Options with { SegmentBytes = 300_000 });
        var sent = JournalTest.Payloads(0, 3_000);
        foreach (var group in sent.Chunk(100))
        {
            await journal.Append(group);
        }

        foreach (var from in new[] { 1, 2, 99, 100, 101, 1_499, 2_900, 3_000 })
        {
            Assert.Equal(sent[(from - 1)..], journal.Read(from, 1_000, 64_000));
        }

        Assert.Empty(journal.Read(3_001));
        Assert.Throws<JournalPositionLostException>(() => journal.OpenReader(new JournalPosition(3_002)));
        Assert.Throws<JournalPositionLostException>(() => journal.OpenReader(new JournalPosition(0)));
    }

    [Fact]
    public async Task ARecordLargerThanTheReadBufferIsRead()
    {
        await using var journal = JournalTest.Open(Files);
        var large = $$"""{"text":"{{new string('y', 700_000)}}"}""";
        await journal.Append("""{"small":1}""", large, """{"small":2}""");
        Assert.Equal(["""{"small":1}""", large, """{"small":2}"""], journal.Read());
    }

    [Fact]
    public async Task AWaitingReaderWakesWhenSomethingIsDurable()
    {
        await using var journal = JournalTest.Open(Files);
        using var reader = journal.OpenReader(JournalPosition.Start);
        Assert.Null(reader.TryRead(10, 1_000));
        var waiting = reader.WaitAsync(TestContext.Current.CancellationToken).AsTask();
        Assert.False(waiting.IsCompleted);
        await journal.Append("""{"a":1}""");
        await waiting;
        using var batch = reader.TryRead(10, 1_000);
        Assert.Equal(2, batch!.Next.Sequence);
    }

    [Fact]
    public async Task AWaitCanBeCancelled()
    {
        await using var journal = JournalTest.Open(Files);
        using var reader = journal.OpenReader(JournalPosition.Start);
        using var stop = new CancellationTokenSource();
        var waiting = reader.WaitAsync(stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task ConcurrentAppendsAreEachReadOnceAndKeepTheirOrder()
    {
        const int writers = 16, appends = 60;
        await using var journal = JournalTest.Open(Files, JournalTest.Options with { SegmentBytes = 20_000 });
        var last = new long[writers, appends];
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < appends; i++)
            {
                var outcome = await journal.Append($$"""{"w":{{writer}},"i":{{i}},"half":1}""", $$"""{"w":{{writer}},"i":{{i}},"half":2}""");
                Assert.Equal(AppendStatus.Durable, outcome.Status);
                last[writer, i] = outcome.LastSequence;
            }
        }, TestContext.Current.CancellationToken)));

        var read = journal.Read(1, 100, 10_000);
        Assert.Equal(writers * appends * 2, read.Count);
        for (var writer = 0; writer < writers; writer++)
        {
            for (var i = 0; i < appends; i++)
            {
                Assert.Equal($$"""{"w":{{writer}},"i":{{i}},"half":1}""", read[(int)last[writer, i] - 2]);
                Assert.Equal($$"""{"w":{{writer}},"i":{{i}},"half":2}""", read[(int)last[writer, i] - 1]);
                Assert.True(i == 0 || last[writer, i] > last[writer, i - 1]);
            }
        }
    }

    [Fact]
    public async Task AFollowingReaderSeesEachRecordOnceWhileOthersAppend()
    {
        await using var journal = JournalTest.Open(Files);
        using var reader = journal.OpenReader(JournalPosition.Start);
        var appending = Task.Run(async () =>
        {
            foreach (var payload in JournalTest.Payloads(0, 300))
            {
                await journal.Append(payload);
            }
        }, TestContext.Current.CancellationToken);
        var read = new List<string>();
        while (read.Count < 300)
        {
            await reader.WaitAsync(TestContext.Current.CancellationToken);
            using var batch = reader.TryRead(50, 5_000);
            for (var i = 0; i < batch!.Count; i++)
            {
                read.Add(Encoding.UTF8.GetString(batch[i]));
            }
        }

        await appending;
        Assert.Equal(JournalTest.Payloads(0, 300), read);
    }

    [Fact]
    public async Task SegmentsThatEveryReaderPassedAreDeletedAndStayDeleted()
    {
        await using (var journal = JournalTest.Open(Files))
        {
            foreach (var payload in JournalTest.Payloads(0, 100))
            {
                await journal.Append(payload);
            }

            var before = journal.State.Segments.Count;
            journal.Release("store", new JournalPosition(90));
            journal.Release("egress", new JournalPosition(40));
            // The one named first was alone then: what it had passed is gone.
            Assert.True(journal.State.Segments.Count < before);
            Assert.True(journal.State.OldestSequence <= 90);
        }

        await using var again = JournalTest.Open(Files);
        Assert.Equal(new JournalPosition(90), again.PositionOf("store"));
        Assert.Equal(JournalTest.Payloads((int)again.State.OldestSequence - 1, 101 - (int)again.State.OldestSequence), again.Read(again.State.OldestSequence));
        Assert.Equal(100, again.LastDurableSequence);
    }

    [Fact]
    public async Task TheSlowestReaderHoldsItsSegments()
    {
        await using var journal = JournalTest.Open(Files);
        journal.Release("egress", JournalPosition.Start);
        foreach (var payload in JournalTest.Payloads(0, 100))
        {
            await journal.Append(payload);
        }

        journal.Release("store", new JournalPosition(101));
        Assert.Equal(1, journal.State.OldestSequence);
        Assert.Equal(100, Assert.Single(journal.State.Readers, reader => reader.Name == "egress").Lag);
        journal.Forget("egress");
        Assert.Single(journal.State.Segments);
    }

    [Fact]
    public async Task PassedSegmentsAreKeptAsFarAsAsked()
    {
        await using var journal = JournalTest.Open(Files, JournalTest.Options with { RetainBytes = 6_000 });
        foreach (var payload in JournalTest.Payloads(0, 100))
        {
            await journal.Append(payload);
        }

        journal.Release("store", new JournalPosition(101));
        var kept = journal.State.Segments.SkipLast(1).Sum(segment => segment.Bytes);
        Assert.InRange(kept, 6_000, 8_000);
    }

    [Fact]
    public async Task OneFolderServesOneJournal()
    {
        await using var journal = JournalTest.Open(Files);
        Assert.Throws<JournalLockedException>(() => JournalTest.Open(Files));
        await journal.DisposeAsync();
        await using var next = JournalTest.Open(Files);
    }

    [Fact]
    public async Task AClosedJournalRefuses()
    {
        var journal = JournalTest.Open(Files);
        await journal.DisposeAsync();
        Assert.Equal(AppendStatus.Stopping, (await journal.Append("{}")).Status);
    }

    [Fact]
    public async Task AppendsUnderwayAreFinishedBeforeClosing()
    {
        var journal = JournalTest.Open(Files);
        var appends = Enumerable.Range(0, 50).Select(i => journal.Append(JournalTest.Payload(i))).ToList();
        await journal.DisposeAsync();
        Assert.All(await Task.WhenAll(appends), outcome => Assert.Equal(AppendStatus.Durable, outcome.Status));
        await using var again = JournalTest.Open(Files);
        Assert.Equal(JournalTest.Payloads(0, 50), again.Read());
    }

    /// <summary>As another program sees the file.</summary>
    List<long> SequencesIn(string name)
    {
        var sequences = new List<long>();
        using var file = Files.Open(name);
        var lines = new SegmentLines(file, 0, file.Length);
        while (lines.TryNext(out var line))
        {
            using var json = System.Text.Json.JsonDocument.Parse(line.ToArray());
            sequences.Add(json.RootElement.GetProperty("_seq").GetInt64());
        }

        return sequences;
    }
}
