using System.Security.Cryptography;
using Candor.Journal;
using Candor.Store;
using Microsoft.Data.Sqlite;

namespace Candor.Cli.Backup;

/// <summary>
/// A copy of the data folder, made beside it while the server runs. The store is copied first, then the journal from the store's place on:
/// together they hold every event that was acknowledged before the copy began. The day's salt stays out, since it must not outlive its day.
/// </summary>
sealed class BackupStage : IDisposable
{
    const string Reader = "backup";

    readonly DataFolder data;
    readonly DataFolder stage;

    BackupStage(DataFolder data) => (this.data, stage) = (data, new DataFolder(Path.Combine(data.Run, $"backup-{Guid.NewGuid():N}")));

    public static async Task<BackupStage> CopyAsync(DataFolder data, IEventStore store, EventJournal journal, CancellationToken cancellationToken)
    {
        var copy = new BackupStage(data);
        try
        {
            copy.stage.Create();
            // Holds back the segments that the copied store still needs, however far the loader gets meanwhile.
            journal.Release(Reader, store.Position);
            await store.CopyToAsync(copy.stage.Store, cancellationToken);
            copy.CopyJournal(journal.State.Segments, cancellationToken);
            copy.CopyDatabase();
            copy.CopyRest(cancellationToken);
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
        finally
        {
            journal.Forget(Reader);
        }
    }

    public string PathOf(BackupFile file) => Path.Combine(stage.Root, file.Path);

    public BackupManifest Describe(string version, DateTimeOffset now) => new(BackupManifest.CurrentFormat, version, now,
        [.. Directory.EnumerateFiles(stage.Root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Describe)]);

    BackupFile Describe(string path)
    {
        using var file = File.OpenRead(path);
        return new BackupFile(Path.GetRelativePath(stage.Root, path).Replace('\\', '/'), file.Length, Convert.ToHexStringLower(SHA256.HashData(file)));
    }

    void CopyJournal(IReadOnlyList<SegmentState> segments, CancellationToken cancellationToken)
    {
        foreach (var segment in segments)
        {
            cancellationToken.ThrowIfCancellationRequested();
            CopyStart(segment.Path, Path.Combine(stage.Journal, Path.GetFileName(segment.Path)), segment.Bytes);
        }
    }

    /// <summary>Only what was durable when the list was made: the last segment grows on.</summary>
    static void CopyStart(string from, string to, long bytes)
    {
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var target = File.Create(to);
        var buffer = new byte[1 << 20];
        for (var left = bytes; left > 0;)
        {
            var read = source.Read(buffer, 0, (int)Math.Min(buffer.Length, left));
            if (read == 0)
                throw new IOException($"{from} ended before its {bytes} bytes.");
            target.Write(buffer, 0, read);
            left -= read;
        }
    }

    /// <summary>What people edit in PostgreSQL is not in the folder: pg_dump copies it.</summary>
    void CopyDatabase()
    {
        if (!File.Exists(data.Database))
            return;
        using var source = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = data.Database, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = stage.Database, Pooling = false }.ToString());
        source.Open();
        target.Open();
        source.BackupDatabase(target);
    }

    /// <summary>Keys, served versions of the script, and whatever a room adds later.</summary>
    void CopyRest(CancellationToken cancellationToken)
    {
        foreach (var path in Directory.EnumerateFiles(data.Root, "*", SearchOption.AllDirectories))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var relative = Path.GetRelativePath(data.Root, path);
            if (IsCopiedElsewhere(relative))
                continue;
            var target = Path.Combine(stage.Root, relative);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target);
        }
    }

    static bool IsCopiedElsewhere(string relative) =>
        relative.Split(Path.DirectorySeparatorChar)[0] is "run" or "journal" or "store" or "salt" || relative.StartsWith("candor.db", StringComparison.Ordinal);

    public void Dispose()
    {
        if (Directory.Exists(stage.Root))
            Directory.Delete(stage.Root, recursive: true);
    }
}
