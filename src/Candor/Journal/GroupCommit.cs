namespace Candor.Journal;

/// <summary>
/// Syncs whatever waits, then takes what arrived meanwhile. No timer: with one waiting it is one sync away, with many they share
/// one (see docs/decisions/0001-journal.md). A thread of its own, because a blocked pool thread starves a one-core server.
/// </summary>
sealed partial class GroupCommit
{
    readonly object gate = new();
    readonly AppendWaiterPool waiters = new();
    readonly SegmentWriter segments;
    readonly JournalOptions options;
    readonly TimeProvider time;
    readonly ILogger logger;
    readonly Action advanced;
    readonly Thread thread;
    readonly ITimer retry;
    AppendGroup filling = new();
    AppendGroup spare = new();
    Refusal? refusal;
    bool idle;
    bool retryDue;
    bool stopping;

    public GroupCommit(SegmentWriter segments, JournalOptions options, TimeProvider time, ILogger logger, Action advanced)
    {
        this.segments = segments;
        this.options = options;
        this.time = time;
        this.logger = logger;
        this.advanced = advanced;
        filling.Begin(segments.Next);
        retry = time.CreateTimer(_ => Retry(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        thread = new Thread(Run) { IsBackground = true, Name = "Candor journal" };
        thread.Start();
    }

    public Refusal? Refusal => Volatile.Read(ref refusal);

    public ValueTask<AppendOutcome> Append(ReadOnlySpan<byte> records, int count)
    {
        lock (gate)
        {
            if (RefusedNow(records.Length) is { } outcome)
            {
                return new(outcome);
            }

            var waiter = waiters.Rent();
            filling.Add(records, count, waiter);
            if (idle)
            {
                Monitor.Pulse(gate);
            }

            return waiter.Task;
        }
    }

    /// <summary>Takes no more, finishes what was taken, and returns when the last answer is on its way.</summary>
    public void Stop()
    {
        lock (gate)
        {
            stopping = true;
            Monitor.Pulse(gate);
        }

        thread.Join();
        retry.Dispose();
    }

    /// <summary>An empty group asks the disk again, so that a server taken out of service for refusing comes back without traffic.</summary>
    void Retry()
    {
        lock (gate)
        {
            retryDue = true;
            Monitor.Pulse(gate);
        }
    }

    AppendOutcome? RefusedNow(int bytes)
    {
        if (stopping)
        {
            return new AppendOutcome(AppendStatus.Stopping, 0, "The journal is closing.");
        }

        if (refusal is { } refused && time.GetTimestamp() < refused.Until)
        {
            return new AppendOutcome(refused.Status, 0, refused.Reason);
        }

        return filling.Count > 0 && (long)filling.Length + bytes > options.MaxWaitingBytes
            ? new AppendOutcome(AppendStatus.Busy, 0, $"{filling.Length} bytes wait for the disk already.")
            : null;
    }

    void Run()
    {
        while (WaitForWork())
        {
            // On a busy core everyone who can run appends first and shares this sync: a tenth less CPU an event with 256
            // connections. Where a core is idle it returns at once.
            Thread.Yield();
            var group = Take();
            var result = segments.Commit(group);
            if (result.Status == AppendStatus.Durable)
            {
                Accepted(group);
            }
            else
            {
                Refused(group, result);
            }
        }
    }

    /// <summary>False when no more will come.</summary>
    bool WaitForWork()
    {
        lock (gate)
        {
            while (filling.Count == 0 && !retryDue)
            {
                if (stopping)
                {
                    return false;
                }

                idle = true;
                Monitor.Wait(gate);
                idle = false;
            }

            return true;
        }
    }

    AppendGroup Take()
    {
        lock (gate)
        {
            retryDue = false;
            var group = filling;
            filling = spare;
            spare = group;
            filling.Begin(group.Next);
            return group;
        }
    }

    void Accepted(AppendGroup group)
    {
        if (refusal is not null)
        {
            Volatile.Write(ref refusal, null);
            LogAccepting(group.First);
        }

        group.Complete(AppendStatus.Durable, null);
        advanced();
    }

    /// <summary>Those who came meanwhile are refused too: their records are numbered after ones that do not exist.</summary>
    void Refused(AppendGroup group, CommitResult result)
    {
        lock (gate)
        {
            if (refusal is null)
            {
                LogRefusing(result.Status, result.Reason);
            }

            Refuse(result);
            group.Complete(result.Status, result.Reason);
            filling.Complete(result.Status, result.Reason);
            filling.Begin(segments.Next);
        }
    }

    void Refuse(CommitResult result)
    {
        var pause = (long)(options.RetryAfter.TotalSeconds * time.TimestampFrequency);
        Volatile.Write(ref refusal, new Refusal(result.Status, result.Reason!, time.GetTimestamp() + pause));
        if (pause > 0 && !stopping)
        {
            retry.Change(options.RetryAfter, Timeout.InfiniteTimeSpan);
        }
    }

    [LoggerMessage(300, LogLevel.Error, "Appends are refused ({Status}): {Reason} The disk is tried again until it works.")]
    partial void LogRefusing(AppendStatus status, string? reason);

    [LoggerMessage(301, LogLevel.Information, "Appends are accepted again, from record {Sequence}.")]
    partial void LogAccepting(long sequence);
}
