using System.Collections.Concurrent;

namespace Candor.Collect.Agents;

/// <summary>
/// Keeps about the last <paramref name="size"/> results without a lock on reading: two generations, and when the young one
/// is full it becomes the old one. What is asked for again moves up, what is not falls away.
/// </summary>
sealed class RecentCache<TKey, TValue>(int size) where TKey : notnull
{
    readonly Lock turn = new();
    volatile ConcurrentDictionary<TKey, TValue> young = new();
    volatile ConcurrentDictionary<TKey, TValue> old = new();
    int added;

    public TValue GetOrAdd<TState>(TKey key, TState state, Func<TKey, TState, TValue> make)
    {
        if (young.TryGetValue(key, out var value))
            return value;
        if (!old.TryGetValue(key, out value!))
            value = make(key, state);
        if (young.TryAdd(key, value) && Interlocked.Increment(ref added) >= size / 2)
            Turn();
        return value;
    }

    void Turn()
    {
        lock (turn)
        {
            if (added < size / 2)
                return;
            old = young;
            young = new ConcurrentDictionary<TKey, TValue>();
            added = 0;
        }
    }
}
