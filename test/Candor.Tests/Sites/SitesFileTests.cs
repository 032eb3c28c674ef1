using Candor.Sites;
using Candor.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Candor.Tests.Sites;

public sealed class SitesFileTests
{
    [Fact]
    public void TheNewestMigrationIsTheOneAFileIsCheckedFor()
    {
        using var folder = new TemporaryFolder();
        using var db = new SitesFile(new SitesOptions(folder["candor.db"])).Open();

        Assert.Equal(SitesFile.NewestMigration, db.Database.GetMigrations().Last());
        Assert.Equal(SitesFile.NewestMigration, db.Database.GetAppliedMigrations().Last());
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public void OnlyTheOwnerMayReadTheFile()
    {
        using var fixture = new SitesFixture();
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(fixture.Options.Database));
    }

    [Fact]
    public void AFileOfANewerProgramIsRefusedAndSaysWhatToDo()
    {
        using var fixture = new SitesFixture();
        using (var db = fixture.Database.Open())
            db.Database.ExecuteSqlRaw("insert into __EFMigrationsHistory values ('29991231000000_Later', '99')");

        var refused = Assert.Throws<DatabaseUnavailableException>(() => SitesDatabase.Of(fixture.Options));
        Assert.Contains("Start that newer program", refused.Message, StringComparison.Ordinal);
    }
}
