namespace Candor.Journal;

/// <summary>Wakes readers when more is durable. Costs the writer nothing while nobody waits.</summary>
sealed class DurableSignal
{
    TaskCompletionSource? waiting;

    public void Set() => Interlocked.Exchange(ref waiting, null)?.SetResult();

    public async ValueTask WaitAsync(Func<bool> ready, CancellationToken cancellationToken)
    {
        while (!ready())
        {
            var source = Enter();
            // Between the question and the entry the writer may have been there.
            if (ready())
            {
                return;
            }

            await source.Task.WaitAsync(cancellationToken);
        }
    }

    TaskCompletionSource Enter()
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return Interlocked.CompareExchange(ref waiting, mine, null) ?? mine;
    }
}
