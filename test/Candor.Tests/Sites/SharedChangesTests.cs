using Candor.Sites;
using Candor.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Candor.Tests.Sites;

/// <summary>Two nodes over one PostgreSQL database.</summary>
public sealed class SharedChangesTests : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly CutWire wire;
    readonly string direct;
    readonly List<ServiceProvider> nodes = [];

    public SharedChangesTests(PostgresServer server)
    {
        wire = new CutWire(server.Port);
        direct = server.NewDatabase(SitesFixture.Prepare);
    }

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatOneNodeChangesTheOtherKnowsAfterOneLook()
    {
        var (one, other) = (Node("a", direct), Node("b", direct));
        await Changes(other).LookAsync(Cancel);
        var site = await one.GetRequiredService<SiteDirectory>().AddAsync("example.org", null, null, Cancel);
        var key = await one.GetRequiredService<KeyDirectory>().AddAsync(site.Id, KeyScope.Read, null, Cancel);
        var user = await one.GetRequiredService<UserDirectory>().AddAsync("ada", "a long sentence works", UserRole.Owner, Cancel);

        Assert.Null(other.GetRequiredService<SiteDirectory>().Find(site.Id));
        await Changes(other).LookAsync(Cancel);

        Assert.NotNull(other.GetRequiredService<SiteDirectory>().Find(site.Id));
        Assert.NotNull(other.GetRequiredService<KeyDirectory>().Verify(key.Key));
        Assert.Equal(user, other.GetRequiredService<UserDirectory>().All[0]);
        await one.GetRequiredService<KeyDirectory>().RevokeAsync(key.Info.Id, Cancel);
        await Changes(other).LookAsync(Cancel);
        Assert.Null(other.GetRequiredService<KeyDirectory>().Verify(key.Key));
    }

    [Fact]
    public async Task ANodeStartsFromItsCopyAndKnowsTheKeysButNobodyWhoSignsIn()
    {
        var before = Node("a", Wired);
        var site = await before.GetRequiredService<SiteDirectory>().AddAsync("example.org", null, null, Cancel);
        var key = await before.GetRequiredService<KeyDirectory>().AddAsync(site.Id, KeyScope.Ingest, null, Cancel);
        await Changes(before).LookAsync(Cancel);
        wire.Cut();
        NpgsqlConnection.ClearAllPools();

        var after = Node("a", Wired);
        Assert.Equivalent(site, after.GetRequiredService<SiteDirectory>().Find(site.Id));
        Assert.NotNull(after.GetRequiredService<KeyDirectory>().Verify(key.Key));
        Assert.Throws<DatabaseUnavailableException>(() => after.GetRequiredService<UserDirectory>().FindSession(1, "stamp"));
        await Changes(after).LookAsync(Cancel);
        Assert.NotNull(Changes(after).State.AwaySince);
        await Assert.ThrowsAsync<DatabaseUnavailableException>(() => after.GetRequiredService<SiteDirectory>().AddAsync("b.example", null, null, Cancel));
    }

    [Fact]
    public async Task APolicyPublishedOnOneNodeIsKnownAfterOneLookAndToAStartWithoutTheDatabase()
    {
        var (one, other) = (Node("a", direct), Node("b", Wired));
        await Changes(other).LookAsync(Cancel);
        await one.GetRequiredService<PolicyVersions>().PublishAsync("defaults: {retention: 30d}", "ada", "shorter", 0, Cancel);
        await Changes(other).LookAsync(Cancel);
        var known = other.GetRequiredService<PolicyVersions>().Newest;
        Assert.Equal((1, "ada", "shorter"), (known!.Number, known.Author, known.Note));

        wire.Cut();
        NpgsqlConnection.ClearAllPools();
        Assert.Equal(known, Node("b", Wired).GetRequiredService<PolicyVersions>().Newest);
    }

    [Fact]
    public void ASessionOfOneNodeIsOpenedByTheOther()
    {
        var (one, other) = (Node("a", direct), Node("b", direct));
        var sealedText = one.GetRequiredService<IDataProtectionProvider>().CreateProtector("session").Protect("ada");

        Assert.Equal("ada", other.GetRequiredService<IDataProtectionProvider>().CreateProtector("session").Unprotect(sealedText));
    }

    string Wired => new NpgsqlConnectionStringBuilder(direct) { Port = wire.Port }.ToString();

    static SharedChanges Changes(ServiceProvider node) => node.GetRequiredService<SharedChanges>();

    ServiceProvider Node(string name, string address)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddSites(new SitesOptions(Path.Combine(folder[name], "candor.db")) { Postgres = address, Follows = true, MayStartFromCopy = true });
        nodes.Add(services.BuildServiceProvider());
        return nodes[^1];
    }

    public void Dispose()
    {
        nodes.ForEach(node => node.Dispose());
        wire.Dispose();
        folder.Dispose();
    }
}
