using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Candor.Sites;

/// <summary>The file that holds what people edit. Opening it brings its tables up to date.</summary>
sealed class SitesFile
{
    readonly DbContextOptions<SitesDb> options;

    public SitesFile(SitesOptions settings)
    {
        var path = Path.GetFullPath(settings.Database);
        CreateForOwnerOnly(path);
        options = new DbContextOptionsBuilder<SitesDb>()
            .UseSqlite(new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true, DefaultTimeout = 10 }.ToString())
            .Options;
        using var db = Open();
        // Readers must not wait for a writer, and a crash must not leave a half-written page behind.
        db.Database.ExecuteSqlRaw("pragma journal_mode = wal");
        db.Database.Migrate();
    }

    public SitesDb Open() => new(options);

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
