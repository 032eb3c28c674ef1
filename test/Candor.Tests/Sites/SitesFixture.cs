using Candor.Sites;
using Candor.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Candor.Tests.Sites;

/// <summary>The directories over a real file in a folder of its own.</summary>
sealed class SitesFixture : IDisposable
{
    readonly TemporaryFolder folder = new();

    public SitesFixture()
    {
        Clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        File = new SitesFile(new SitesOptions(folder["candor.db"]));
        Sites = new SiteDirectory(File, Clock);
        Keys = new KeyDirectory(File, Sites, Clock);
        Users = new UserDirectory(File, Clock);
    }

    public string DatabasePath => folder["candor.db"];
    public FakeTimeProvider Clock { get; }
    public SitesFile File { get; }
    public SiteDirectory Sites { get; }
    public KeyDirectory Keys { get; }
    public UserDirectory Users { get; }

    public void Dispose()
    {
        Sites.Dispose();
        Keys.Dispose();
        Users.Dispose();
        SqliteConnection.ClearAllPools();
        folder.Dispose();
    }
}
