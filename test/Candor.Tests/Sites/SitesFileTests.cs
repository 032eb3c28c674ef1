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
}
