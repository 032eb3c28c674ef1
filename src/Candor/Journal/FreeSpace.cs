namespace Candor.Journal;

/// <summary>Asking costs a system call; the reserve is far larger than what passes between two questions.</summary>
sealed class FreeSpace(IJournalFiles files, long reserve, TimeProvider time)
{
    const long BytesBetween = 16 << 20;
    static readonly TimeSpan TimeBetween = TimeSpan.FromMilliseconds(250);

    long askedAt;
    long written = BytesBetween;

    /// <summary>What to tell callers when there is too little, otherwise null.</summary>
    public string? Low(int bytes)
    {
        written += bytes;
        if (written < BytesBetween && time.GetElapsedTime(askedAt) < TimeBetween)
        {
            return null;
        }

        askedAt = time.GetTimestamp();
        var free = files.FreeBytes;
        var low = free - bytes < reserve;
        written = low ? BytesBetween : 0;
        return low ? $"{files.Directory} has {free >> 20} MiB left; appends stop below {reserve >> 20} MiB." : null;
    }

    public void Doubt() => written = BytesBetween;
}
