using Candor.Cli;

namespace Candor.Tests.Cli;

public sealed class StoreSectionTests
{
    static (StoreSection Section, IReadOnlyList<ConfigError> Errors) Read(string store)
    {
        var file = ConfigFile.Parse($"server:\n  store: {store}\n", "candor.yaml");
        return (ServerSection.Read(file.Root["server"]).Store, file.Errors);
    }

    [Fact]
    public void AClusterIsNamedWithAllOfItsNodes()
    {
        var (section, errors) = Read("{engine: clickhouse, nodes: [http://a:8123, https://b/ch], cluster: main, keeper: true, database: web, user: candor}");
        Assert.Empty(errors);
        Assert.Equal((true, "main", true, "web", "candor"), (section.ClickHouse, section.Cluster, section.Keeper, section.Database, section.User));
        Assert.Equal(["http://a:8123/", "https://b/ch/"], section.Nodes.Select(n => n.AbsoluteUri));
    }

    [Fact]
    public void EventsAreKeptInTheDataFolderWhereNothingElseIsSaid() => Assert.False(Read("").Section.ClickHouse);

    [Theory]
    [InlineData("clickhouse", "server.store", "set of fields")]
    [InlineData("{engine: clickhose}", "server.store.engine", "clickhouse")]
    [InlineData("{engine: clickhouse, nodes: [db:9000]}", "server.store.nodes", "http://10.0.0.1:8123")]
    [InlineData("{engine: clickhouse, nodes: [http://a:8123, http://b:8123]}", "server.store.nodes", "cluster: NAME")]
    [InlineData("{engine: clickhouse, keeper: true}", "server.store.keeper", "cluster: NAME")]
    [InlineData("{engine: clickhouse, database: my-db}", "server.store.database", "letters, digits and _")]
    [InlineData("{engine: clickhouse, password: secret}", "server.store.password", "CANDOR_CLICKHOUSE_PASSWORD")]
    [InlineData("{engine: clickhouse, hosts: [a]}", "server.store.hosts", "no such field")]
    [InlineData("{nodes: [http://a:8123]}", "server.store.nodes", "engine: clickhouse")]
    public void AMistakeIsNamedWithItsPlaceAndItsMend(string store, string field, string mend)
    {
        var error = Assert.Single(Read(store).Errors);
        Assert.Equal((field, 2), (error.Path, error.Line));
        Assert.Contains(mend, error.Message);
    }
}
