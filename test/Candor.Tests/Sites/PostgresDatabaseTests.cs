using Candor.Sites;
using Candor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Candor.Tests.Sites;

public sealed class PostgresDatabaseTests(PostgresServer server)
{
    [Fact]
    public void TheNewestMigrationIsTheOneADatabaseIsCheckedFor()
    {
        using var db = Of(server.NewDatabase()).Open();

        Assert.Equal(PostgresDatabase.NewestMigration, db.Database.GetMigrations().Last());
        Assert.Equal(PostgresDatabase.NewestMigration, db.Database.GetAppliedMigrations().Last());
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task ManyNodesThatStartOnAnEmptyDatabaseMakeItsTablesOnce()
    {
        var address = server.NewDatabase();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => { using var db = Of(address).Open(); return db.Sites.Count(); }, TestContext.Current.CancellationToken)));
    }

    [Fact]
    public void AUrlWithASocketWorksAsWell()
    {
        var name = new NpgsqlConnectionStringBuilder(server.NewDatabase()).Database;
        using var db = Of($"postgres:///{name}?host={server.SocketFolder}&port={server.Port}&username={PostgresServer.User}").Open();
        Assert.Empty(db.Sites);
    }

    [Fact]
    public void AUrlWithAPasswordOfDifficultCharactersWorks()
    {
        var name = new NpgsqlConnectionStringBuilder(server.NewDatabase()).Database;
        using var db = Of($"postgres://{PostgresServer.User}:{Uri.EscapeDataString(PostgresServer.Password)}@127.0.0.1:{server.Port}/{name}").Open();
        Assert.Empty(db.Sites);
    }

    [Theory]
    [InlineData("Password", "guess", "refuses the password of candor")]
    [InlineData("Password", "guess", "CANDOR_DATABASE")]
    [InlineData("Database", "nowhere", "createdb --owner candor nowhere")]
    [InlineData("Port", "1", "cannot be reached")]
    public void WhatIsWrongIsSaidWithHowToMendIt(string part, string value, string expected)
    {
        var address = new NpgsqlConnectionStringBuilder(server.NewDatabase()) { [part] = value };
        var refused = Assert.Throws<DatabaseUnavailableException>(() => Of(address.ToString()).Open());

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.Contains("PostgreSQL at 127.0.0.1:", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("guess", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresServer.Password, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnAccountThatMayNotMakeTablesIsToldWhoMustAllowIt()
    {
        var address = new NpgsqlConnectionStringBuilder(server.NewDatabase());
        server.Execute($"drop role if exists reader; create role reader login password 'reader'");
        (address.Username, address.Password) = ("reader", "reader");

        var refused = Assert.Throws<DatabaseUnavailableException>(() => Of(address.ToString()).Open());
        Assert.Contains($"alter database {address.Database} owner to reader", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ADatabaseOfANewerProgramIsRefused()
    {
        var address = server.NewDatabase(SitesFixture.Prepare);
        server.Execute("insert into \"__EFMigrationsHistory\" values ('29991231000000_Later', '99')", new NpgsqlConnectionStringBuilder(address).Database!);

        var refused = Assert.Throws<DatabaseUnavailableException>(() => Of(address).Open());
        Assert.Contains("newer candor", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres://")]
    [InlineData("Host=only")]
    [InlineData("Host=h;Database=d;Colour=blue")]
    [InlineData("nonsense")]
    public void WhatNamesNoDatabaseIsNoAddress(string text) => Assert.NotNull(PostgresAddress.WhyNot(text));

    [Fact]
    public void ANodeDoesNotWaitLongUnlessItIsTold()
    {
        var (usual, told) = (PostgresAddress.Parse("postgres://h/d"), PostgresAddress.Parse("postgres://u@h:5433/d?connect_timeout=9&sslmode=verify-full"));

        Assert.Equal((5, 30, 5432), (usual.Timeout, usual.KeepAlive, usual.Port));
        Assert.Equal((9, "u", 5433, SslMode.VerifyFull), (told.Timeout, told.Username, told.Port, told.SslMode));
    }

    static SitesDatabase Of(string address) => SitesDatabase.Of(new SitesOptions("none") { Postgres = address });
}
