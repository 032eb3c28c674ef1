using Candor.Sites;
using Candor.Tests.Support;

namespace Candor.Tests.Sites;

/// <summary>One contract, over both databases.</summary>
public abstract class PolicyVersionsTests : IDisposable
{
    readonly SitesFixture fixture;

    PolicyVersionsTests(PostgresServer? postgres) => fixture = new SitesFixture(postgres);

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        fixture.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task TheNewestVersionIsInForceAlsoAfterARestart()
    {
        var versions = Open();
        Assert.Null(versions.Newest);

        var first = await versions.PublishAsync("defaults: {retention: 90d} # ours\r\n", PolicyVersions.File, null, 0, Cancel);
        fixture.Clock.Advance(TimeSpan.FromHours(1));
        var second = await versions.PublishAsync("defaults: {retention: 30d}", "ada", " shorter ", 1, Cancel);

        Assert.Equal(new PolicyVersion(2, "defaults: {retention: 30d}", "ada", "shorter", fixture.Clock.GetUtcNow()), second);
        Assert.Equal("defaults: {retention: 90d} # ours\n", first.Text);
        Assert.Equal(second, versions.Newest);
        Assert.Equal(second, Open().Newest);
        Assert.Equal([second, first], await Open().ListAsync(10, Cancel));
        Assert.Equal([second], await versions.ListAsync(1, Cancel));
        Assert.Equal(first, await versions.FindAsync(1, Cancel));
        Assert.Null(await versions.FindAsync(3, Cancel));
    }

    [Fact]
    public async Task WhoeverPublishesOnAnOldVersionIsToldWhoWasFaster()
    {
        var (one, other) = (Open(), Open());
        await one.PublishAsync("# 1", "ada", null, 0, Cancel);

        var refused = await Assert.ThrowsAsync<InputRefusedException>(() => other.PublishAsync("# 2", "bob", null, 0, Cancel));

        Assert.Contains("ada published version 1", refused.Errors["version"], StringComparison.Ordinal);
        Assert.Equal("# 1", other.Newest?.Text);
        Assert.Equal(2, (await other.PublishAsync("# 2", "bob", null, 1, Cancel)).Number);
        Assert.Equal(1, one.Newest?.Number);
        await one.RefreshAsync(Cancel);
        Assert.Equal("# 2", one.Newest?.Text);
    }

    [Fact]
    public async Task ManyWhoPublishAtOnceGetEachANumberOfTheirOwn()
    {
        var nodes = Enumerable.Range(0, 4).Select(_ => Open()).ToList();

        var made = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(() => nodes[i % 4].PublishAsync($"# {i}", "ada", null, null, Cancel))));

        Assert.Equal(Enumerable.Range(1, 24), made.Select(v => v.Number).Order());
        Assert.Equal(24, Open().Newest?.Number);
    }

    [Fact]
    public async Task WhatIsTooLongIsRefused()
    {
        await Assert.ThrowsAsync<InputRefusedException>(() => Open().PublishAsync("", "ada", new string('x', PolicyVersions.LongestNote + 1), null, Cancel));
        await Assert.ThrowsAsync<InputRefusedException>(() => Open().PublishAsync(new string('#', (1 << 20) + 1), "ada", null, null, Cancel));
    }

    PolicyVersions Open() => new(SitesDatabase.Of(fixture.Options), fixture.Clock);

    public sealed class OnSqlite() : PolicyVersionsTests(null);

    public sealed class OnPostgres(PostgresServer server) : PolicyVersionsTests(server);
}
