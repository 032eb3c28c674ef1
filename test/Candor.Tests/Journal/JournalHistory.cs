using Candor.Journal;

namespace Candor.Tests.Journal;

/// <summary>
/// Lives of a journal on one disk, and what was promised in them. Whatever happens between: what was acknowledged, or once read, is
/// there at its number; what was sent without an answer is there once or not; nothing else is there.
/// </summary>
sealed class JournalHistory(int seed)
{
    readonly Random random = new(seed);
    readonly SortedDictionary<long, string> promised = [];
    readonly HashSet<string> unanswered = [];
    long released = 1;
    int sent;

    public int Acknowledged { get; private set; }

    /// <summary>Opens, appends and releases until done or until the disk is off.</summary>
    public async Task Live(SimulatedDisk disk, int steps, bool close = true)
    {
        EventJournal journal;
        try
        {
            journal = JournalTest.Open(disk);
        }
        catch (IOException)
        {
            // Power or a fault while starting: a supervisor starts it again.
            return;
        }

        for (var step = 0; step < steps && !disk.Off; step++)
        {
            await Step(journal);
        }

        if (close && !disk.Off && journal.State.Accepting)
        {
            Check(journal);
        }

        await journal.DisposeAsync();
    }

    /// <summary>Opens on a disk without faults, and compares.</summary>
    public async Task CheckOn(SimulatedDisk disk)
    {
        await using var journal = JournalTest.Open(disk);
        Check(journal);
        Assert.Equal(AppendStatus.Durable, (await Send(journal, 1)).Status);
        Check(journal);
    }

    async Task Step(EventJournal journal)
    {
        await Send(journal, random.Next(1, 5));
        if (random.Next(4) == 0)
        {
            // What was found last may not be readable yet while the disk fails.
            released = random.NextInt64(released, Math.Max(released, journal.LastDurableSequence + 1) + 1);
            journal.Release("store", new JournalPosition(released));
        }
    }

    async Task<AppendOutcome> Send(EventJournal journal, int count)
    {
        var payloads = JournalTest.Payloads(sent, count);
        sent += count;
        var outcome = await journal.Append(payloads);
        if (outcome.Status == AppendStatus.Durable)
        {
            Acknowledged += count;
            for (var i = 0; i < count; i++)
            {
                Assert.True(promised.TryAdd(outcome.LastSequence - count + 1 + i, payloads[i]));
            }
        }
        else
        {
            unanswered.UnionWith(payloads);
        }

        return outcome;
    }

    void Check(EventJournal journal)
    {
        var oldest = journal.State.OldestSequence;
        Assert.True(oldest <= Math.Max(1, released), "a segment went before its readers had passed");
        var read = journal.Read(oldest);
        for (var i = 0; i < read.Count; i++)
        {
            if (!promised.TryGetValue(oldest + i, out var expected))
            {
                Assert.True(unanswered.Remove(read[i]), "never sent, or there twice");
                promised[oldest + i] = expected = read[i];
            }

            Assert.Equal(expected, read[i]);
        }

        Assert.True(promised.Count == 0 || promised.Last().Key == oldest + read.Count - 1, "something promised is not there");
    }
}
