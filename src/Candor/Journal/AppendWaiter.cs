using System.Threading.Tasks.Sources;

namespace Candor.Journal;

/// <summary>One caller's wait for its group, reused: an append allocates nothing once the journal is warm.</summary>
sealed class AppendWaiter(AppendWaiterPool pool) : IValueTaskSource<AppendOutcome>
{
    // Continuations run where they are completed: AppendGroup does that on the pool, a chunk at a time.
    ManualResetValueTaskSourceCore<AppendOutcome> core;

    public long LastSequence { get; set; }

    public ValueTask<AppendOutcome> Task => new(this, core.Version);

    public void Complete(AppendStatus status, string? reason) =>
        core.SetResult(new AppendOutcome(status, status == AppendStatus.Durable ? LastSequence : 0, reason));

    public AppendOutcome GetResult(short token)
    {
        try
        {
            return core.GetResult(token);
        }
        finally
        {
            core.Reset();
            pool.Return(this);
        }
    }

    public ValueTaskSourceStatus GetStatus(short token) => core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        core.OnCompleted(continuation, state, token, flags);
}
