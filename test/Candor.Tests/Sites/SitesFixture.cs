using Candor.Sites;
using Candor.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Candor.Tests.Sites;

/// <summary>The directories of one node over a database of their own.</summary>
sealed class SitesFixture : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly List<IDisposable> made = [];

    /// <param name="postgres">Where the database is made; null for a file.</param>
    public SitesFixture(PostgresServer? postgres = null)
    {
        Clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        Options = new SitesOptions(folder["candor.db"]) { Postgres = postgres?.NewDatabase(Prepare) };
        Database = SitesDatabase.Of(Options);
        (Sites, Keys, Users) = Node();
    }

    public SitesOptions Options { get; }
    public FakeTimeProvider Clock { get; }
    public SitesDatabase Database { get; }
    public SiteDirectory Sites { get; }
    public KeyDirectory Keys { get; }
    public UserDirectory Users { get; }

    /// <summary>The directories once more, as after a restart or on another machine.</summary>
    public (SiteDirectory Sites, KeyDirectory Keys, UserDirectory Users) Node()
    {
        var database = SitesDatabase.Of(Options);
        var sites = new SiteDirectory(database, Clock);
        var node = (sites, new KeyDirectory(database, sites, Clock), new UserDirectory(database, Clock));
        made.AddRange([node.Item1, node.Item2, node.Item3]);
        return node;
    }

    /// <summary>Makes the tables in a database.</summary>
    public static void Prepare(string postgres)
    {
        using var db = SitesDatabase.Of(new SitesOptions("none") { Postgres = postgres }).Open();
    }

    public void Dispose()
    {
        made.ForEach(directory => directory.Dispose());
        SqliteConnection.ClearAllPools();
        folder.Dispose();
    }
}
