using Candor.Journal;

namespace Candor.Tests.Journal;

/// <summary>
/// A disk in memory that forgets like a real one: bytes survive a power cut only when synced, names only when the directory was.
/// Every operation is counted and can be made to fail, and at any of them the power can go.
/// </summary>
sealed class SimulatedDisk(int seed = 0) : IJournalFiles
{
    const int Sector = 512;
    readonly Lock gate = new();
    readonly Random random = new(seed);
    Dictionary<string, Inode> names = [];
    Dictionary<string, Inode> durableNames = [];
    bool locked;

    public string Directory => "/simulated";
    public long FreeBytes { get; set; } = long.MaxValue / 2;

    /// <summary>Operations that change something, so far.</summary>
    public int Operations { get; private set; }

    /// <summary>The power goes just before this operation.</summary>
    public int PowerCutAt { get; set; } = int.MaxValue;

    public bool Off => Operations >= PowerCutAt;

    /// <summary>Given the operation and its number; what it returns is thrown, after a part of a write was done.</summary>
    public Func<string, int, Exception?>? Fault { get; set; }

    public static IOException InputOutputError => new("Input/output error", 5);
    public static IOException NoSpace => new("No space left on device", 28);

    public List<string> Log { get; } = [];

    /// <summary>The disk after a power cut: what was synced, and of the rest what chance has kept.</summary>
    public SimulatedDisk AfterPowerCut() => After(kill: false);

    /// <summary>The disk after the process was killed: the kernel still has everything.</summary>
    public SimulatedDisk AfterKill() => After(kill: true);

    public byte[] this[string name]
    {
        get => [.. names[name].Bytes];
        set
        {
            var inode = new Inode { Bytes = [.. value], Durable = value };
            names[name] = inode;
            durableNames[name] = inode;
        }
    }

    public IEnumerable<string> Segments => names.Keys.Where(name => name.EndsWith(".ndjson", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    public void Remove(string name)
    {
        names.Remove(name);
        durableNames.Remove(name);
    }

    public IDisposable Lock()
    {
        if (locked)
        {
            throw new JournalLockedException(Directory, 1);
        }

        locked = true;
        return new Unlock(this);
    }

    public IReadOnlyList<JournalFileEntry> List()
    {
        lock (gate)
        {
            return [.. names.Select(name => new JournalFileEntry(name.Key, name.Value.Bytes.Count, DateTimeOffset.UnixEpoch))];
        }
    }

    public IJournalFile Create(string name) => Change("create " + name, () =>
    {
        var inode = new Inode();
        names[name] = inode;
        return new Handle(this, inode, name);
    });

    public IJournalFile Open(string name, bool writable = false)
    {
        lock (gate)
        {
            return names.TryGetValue(name, out var inode) ? new Handle(this, inode, name) : throw new FileNotFoundException(name);
        }
    }

    public void Rename(string from, string to) => Change("rename " + to, () => names.Remove(from, out var inode) ? names[to] = inode : throw new FileNotFoundException(from));

    public void Delete(string name) => Change("delete " + name, () => names.Remove(name));

    public void SyncDirectory() => Change("sync directory", () => durableNames = new(names));

    T Change<T>(string operation, Func<T> act, Action? partly = null)
    {
        lock (gate)
        {
            if (Off)
            {
                throw new IOException("The power is off.", 5);
            }

            Operations++;
            Log.Add(operation);
            if (Off || Fault?.Invoke(operation, Operations) is not { } fault)
            {
                if (Off)
                {
                    partly?.Invoke();
                    throw new IOException("The power went.", 5);
                }

                return act();
            }

            partly?.Invoke();
            throw fault;
        }
    }

    SimulatedDisk After(bool kill)
    {
        var after = new SimulatedDisk(random.Next()) { FreeBytes = FreeBytes };
        var copies = new Dictionary<Inode, Inode>();
        Inode Copy(Inode inode)
        {
            if (!copies.TryGetValue(inode, out var copy))
            {
                var survivors = kill ? [] : Survivors(inode);
                copies[inode] = copy = kill
                    ? new Inode { Bytes = [.. inode.Bytes], Durable = inode.Durable, Lost = [.. inode.Lost] }
                    : new Inode { Bytes = [.. survivors], Durable = survivors };
            }

            return copy;
        }

        foreach (var name in names.Keys.Union(durableNames.Keys))
        {
            var now = names.GetValueOrDefault(name);
            var before = durableNames.GetValueOrDefault(name);
            // An unsynced change of a name may have reached the disk or not, each for itself.
            var kept = now == before || kill || random.Next(2) == 0 ? now : before;
            Enter(after.names, name, kept, Copy);
            Enter(after.durableNames, name, kill ? before : kept, Copy);
        }

        return after;
    }

    static void Enter(Dictionary<string, Inode> names, string name, Inode? inode, Func<Inode, Inode> copy)
    {
        if (inode is not null)
        {
            names[name] = copy(inode);
        }
    }

    /// <summary>Synced bytes stay. Behind them a part arrives, and in that part some sectors may not.</summary>
    byte[] Survivors(Inode inode)
    {
        var synced = inode.Durable.Length;
        var written = inode.Bytes.Count;
        if (written <= synced)
        {
            return random.Next(2) == 0 ? inode.Durable : inode.Durable[..written];
        }

        var length = random.Next(4) == 0 ? written : random.Next(synced, written + 1);
        var bytes = inode.Bytes.Take(length).ToArray();
        inode.Durable.CopyTo(bytes, 0);
        for (var sector = (synced + Sector - 1) / Sector * Sector; sector < length; sector += Sector)
        {
            if (random.Next(3) == 0)
            {
                bytes.AsSpan(sector, Math.Min(Sector, length - sector)).Clear();
            }
        }

        return bytes;
    }

    sealed class Unlock(SimulatedDisk disk) : IDisposable
    {
        public void Dispose() => disk.locked = false;
    }

    sealed class Handle(SimulatedDisk disk, Inode inode, string name) : IJournalFile
    {
        public long Length
        {
            get
            {
                lock (disk.gate)
                {
                    return inode.Bytes.Count;
                }
            }
        }

        public int Read(Span<byte> buffer, long offset)
        {
            lock (disk.gate)
            {
                var length = (int)Math.Clamp(inode.Bytes.Count - offset, 0, buffer.Length);
                System.Runtime.InteropServices.CollectionsMarshal.AsSpan(inode.Bytes).Slice((int)Math.Min(offset, inode.Bytes.Count), length).CopyTo(buffer);
                return length;
            }
        }

        public void Write(ReadOnlySpan<byte> bytes, long offset)
        {
            var copy = bytes.ToArray();
            disk.Change("write " + name, () => Put(copy, offset), () => Put(copy[..disk.random.Next(copy.Length + 1)], offset));
        }

        public void Truncate(long length) => disk.Change("truncate " + name, () =>
        {
            inode.Bytes.RemoveRange((int)length, inode.Bytes.Count - (int)length);
            return true;
        });

        public void Sync() => disk.Change("sync " + name, () =>
        {
            inode.Sync();
            return true;
        }, () => inode.FailToSync(disk.random.Next(2) == 0));

        public void Dispose()
        {
        }

        bool Put(byte[] bytes, long offset)
        {
            var end = (int)offset + bytes.Length;
            while (inode.Bytes.Count < end)
            {
                inode.Bytes.Add(0);
            }

            bytes.CopyTo(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(inode.Bytes)[(int)offset..]);
            return true;
        }
    }
}
