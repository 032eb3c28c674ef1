using System.Collections.Concurrent;

namespace Candor.Journal;

sealed class AppendWaiterPool
{
    const int Kept = 4096;
    readonly ConcurrentQueue<AppendWaiter> free = new();

    public AppendWaiter Rent() => free.TryDequeue(out var waiter) ? waiter : new AppendWaiter(this);

    public void Return(AppendWaiter waiter)
    {
        if (free.Count < Kept)
        {
            free.Enqueue(waiter);
        }
    }
}
