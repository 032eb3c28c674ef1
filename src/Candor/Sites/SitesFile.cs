using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Candor.Sites;

/// <summary>The file that holds what people edit on one machine.</summary>
sealed class SitesFile : SitesDatabase
{
    /// <summary>Looking for migrations takes EF Core longer than all else that a command such as `site list` does, so it is asked only where this one is missing.</summary>
    public const string NewestMigration = "20261125074430_PolicyVersions";

    readonly DbContextOptions<SitesDb> options;

    public SitesFile(SitesOptions settings)
    {
        var path = Path.GetFullPath(settings.Database);
        CreateForOwnerOnly(path);
        options = new DbContextOptionsBuilder<SitesDb>()
            .UseSqlite(new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true, DefaultTimeout = 10 }.ToString())
            .Options;
        if (IsCurrent(path))
            return;
        using var db = Open();
        // Readers must not wait for a writer, and a crash must not leave a half-written page behind. The file remembers it.
        db.Database.ExecuteSqlRaw("pragma journal_mode = wal");
        db.Database.Migrate();
    }

    public override bool IsShared => false;

    public override SitesDb Open() => new(options);

    public override bool IsDuplicate(DbUpdateException failed) => failed.InnerException is SqliteException { SqliteExtendedErrorCode: 2067 or 1555 };

    static bool IsCurrent(string path)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from sqlite_master where name = '__EFMigrationsHistory'";
        if ((long)command.ExecuteScalar()! == 0)
            return false;
        command.CommandText = "select max(MigrationId) from __EFMigrationsHistory";
        var newest = command.ExecuteScalar() as string;
        return string.CompareOrdinal(newest, NewestMigration) <= 0
            ? newest == NewestMigration
            : throw new DatabaseUnavailableException($"{path} has the tables of a newer candor ({newest}; this one knows {NewestMigration}). Start that newer program, or restore a backup that this one wrote.");
    }

    /// <summary>Password and key hashes are in it: other accounts of the machine have no business there.</summary>
    static void CreateForOwnerOnly(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (File.Exists(path))
            return;
        var mode = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
            mode.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        new FileStream(path, mode).Dispose();
    }
}
