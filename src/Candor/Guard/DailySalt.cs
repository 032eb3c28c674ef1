using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Candor.Guard;

/// <summary>
/// The secret of one UTC day that cookieless visitor keys are made with. At midnight it is overwritten, unlinked and
/// replaced: from then on nobody, the owner included, can tie a key to an address.
/// </summary>
/// <remarks>A restart within the day reads it again. It never lives longer than 24 hours of running time, whatever the wall
/// clock does; and a clock that jumps back does not bring an old one back, because there is none. Collectors that share a database
/// agree on one (<see cref="Adopt"/>); this node's file is then what it goes on with while the database is away.</remarks>
sealed class DailySalt : IDisposable
{
    const int Size = 32;
    readonly string path;
    readonly TimeProvider time;
    readonly Lock turn = new();
    readonly ITimer timer;
    Day current;
    Day? retired;
    Day? next;
    byte[] lastRetired = [];

    public DailySalt(string path, TimeProvider time)
    {
        (this.path, this.time) = (path, time);
        current = Read() ?? Make(Today);
        // The salt must go at midnight even when nobody visits.
        timer = time.CreateTimer(_ => Tick(), null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
    }

    long Today => time.GetUtcNow().ToUnixTimeSeconds() / 86_400;

    /// <summary>The day whose salt is in force, in days since 1970-01-01 UTC.</summary>
    public long Number
    {
        get
        {
            Current();
            return Volatile.Read(ref current).Number;
        }
    }

    /// <summary>The salt in force now.</summary>
    public byte[] Current()
    {
        var day = Volatile.Read(ref current);
        return IsOver(day) ? Turn() : day.Salt;
    }

    /// <summary>What this node would take for that day: the salt it has, else a fresh one. A copy, for the caller to wipe.</summary>
    public byte[] Offer(long number)
    {
        lock (turn)
            return current.Number == number ? [.. current.Salt] : next?.Number == number ? [.. next.Salt] : RandomNumberGenerator.GetBytes(Size);
    }

    /// <summary>Takes the salt that all collectors agreed on: at once for the day in force, at midnight for the day after.</summary>
    /// <returns>Whether another salt was in force until now: keys of the same visitor differ from those before.</returns>
    public bool Adopt(long number, ReadOnlySpan<byte> agreed)
    {
        lock (turn)
        {
            if (number == current.Number + 1)
                next = new Day(number, agreed.ToArray(), 0);
            if (number != current.Number || agreed.SequenceEqual(current.Salt) || SHA256.HashData(agreed).AsSpan().SequenceEqual(lastRetired))
                return false;
            var old = current;
            Destroy();
            Volatile.Write(ref current, Keep(new Day(number, agreed.ToArray(), old.Since)));
            Retire(old);
            return true;
        }
    }

    public void Dispose() => timer.Dispose();

    // One day ahead is a clock set back over midnight: the salt stays until its day has passed. More is a clock that was wrong.
    bool IsOver(Day day) => Today is var today && (today > day.Number || today < day.Number - 1) || time.GetElapsedTime(day.Since) >= TimeSpan.FromDays(1);

    void Tick()
    {
        // A minute later nobody computes with it any more; wiped at once, a key could be made with zeros.
        if (Interlocked.Exchange(ref retired, null) is { } old)
            CryptographicOperations.ZeroMemory(old.Salt);
        Current();
    }

    byte[] Turn()
    {
        lock (turn)
        {
            if (!IsOver(current))
                return current.Salt;
            var old = current;
            Destroy();
            var today = Today;
            Volatile.Write(ref current, next?.Number == today ? Keep(next with { Since = time.GetTimestamp() }) : Make(today));
            if (next is { } unused && unused.Number != today)
                CryptographicOperations.ZeroMemory(unused.Salt);
            next = null;
            Retire(old);
            return current.Salt;
        }
    }

    void Retire(Day old)
    {
        // Its hash only, so that it is not taken again from a database whose clock is behind.
        lastRetired = SHA256.HashData(old.Salt);
        if (Interlocked.Exchange(ref retired, old) is { } older)
            CryptographicOperations.ZeroMemory(older.Salt);
    }

    Day? Read()
    {
        if (!File.Exists(path))
            return null;
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length == sizeof(long) + Size)
        {
            var day = new Day(BinaryPrimitives.ReadInt64LittleEndian(bytes), bytes[sizeof(long)..], time.GetTimestamp());
            if (!IsOver(day))
                return day;
        }
        Destroy();
        return null;
    }

    Day Make(long number) => Keep(new Day(number, RandomNumberGenerator.GetBytes(Size), time.GetTimestamp()));

    Day Keep(Day day)
    {
        var bytes = new byte[sizeof(long) + Size];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, day.Number);
        day.Salt.CopyTo(bytes, sizeof(long));
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using var file = new FileStream(path, options);
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // A full disk: the salt lives in memory, and a restart makes another one.
        }
        return day;
    }

    /// <summary>Overwrites before it unlinks. On file systems that write in place the old bytes are gone for good.</summary>
    void Destroy()
    {
        if (!File.Exists(path))
            return;
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write))
        {
            file.Write(RandomNumberGenerator.GetBytes((int)file.Length));
            file.Flush(flushToDisk: true);
        }
        File.Delete(path);
    }

    sealed record Day(long Number, byte[] Salt, long Since);
}
