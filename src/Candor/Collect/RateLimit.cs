using System.Security.Cryptography;

namespace Candor.Collect;

/// <summary>
/// Token buckets in fixed memory, as the generic cell rate algorithm keeps them: one number for each bucket, the time at
/// which it would be full again, so taking is one compare-and-swap.
/// </summary>
/// <remarks>Keys are hashed with a secret that lives only in this process, into 65,536 slots; two keys that meet share a
/// bucket. A visitor is slowed by a stranger only when that stranger floods, and one in 65,536 times even then. No key is
/// kept, so an address is not either.</remarks>
sealed class RateLimit(TimeProvider time)
{
    const int Slots = 65_536;
    readonly long[] fullAt = new long[Slots];
    readonly UInt128 secret = BitConverter.ToUInt128(RandomNumberGenerator.GetBytes(16));

    /// <summary>Takes <paramref name="count"/> tokens, or says how long to wait for them. More than the whole burst at once counts as the burst.</summary>
    public bool TryTake(ulong key, int count, EventRate rate, out TimeSpan wait)
    {
        ref var slot = ref fullAt[Slot(key)];
        var ticksPerToken = time.TimestampFrequency / rate.PerSecond;
        var burst = (long)(ticksPerToken * rate.Burst);
        var cost = Math.Min(burst, (long)(ticksPerToken * count));
        while (true)
        {
            var now = time.GetTimestamp();
            var seen = Volatile.Read(ref slot);
            var next = Math.Max(seen, now) + cost;
            if (next - now > burst)
            {
                wait = TimeSpan.FromSeconds((double)(next - now - burst) / time.TimestampFrequency);
                return false;
            }
            if (Interlocked.CompareExchange(ref slot, next, seen) == seen)
            {
                wait = default;
                return true;
            }
        }
    }

    int Slot(ulong key)
    {
        // Multiply and fold under a secret: nobody outside can choose whom they share a slot with.
        var mixed = (UInt128)(key ^ (ulong)secret) * ((ulong)(secret >> 64) | 1);
        return (int)((ulong)(mixed >> 64) ^ (ulong)mixed) & Slots - 1;
    }
}
