using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Candor.Sites;

/// <summary>The file that holds what people edit. Opening it brings its tables up to date.</summary>
sealed class SitesFile
{
    /// <summary>Looking for migrations takes EF Core longer than all else that a command such as `site list` does, so it is asked only where this one is missing.</summary>
    public const string NewestMigration = "20261125000802_First";

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

    public SitesDb Open() => new(options);

    static bool IsCurrent(string path)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from sqlite_master where name = '__EFMigrationsHistory'";
        if ((long)command.ExecuteScalar()! == 0)
            return false;
        command.CommandText = $"select max(MigrationId) = '{NewestMigration}' from __EFMigrationsHistory";
        return command.ExecuteScalar() is 1L;
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
