using Candor.Sites;
using Candor.Tests.Support;

namespace Candor.Tests.Sites;

/// <summary>One contract, over both databases.</summary>
public abstract class GoalDirectoryTests : IDisposable
{
    readonly SitesFixture fixture;

    GoalDirectoryTests(PostgresServer? postgres) => fixture = new SitesFixture(postgres);

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        fixture.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task AGoalIsAnEventOrAPath()
    {
        var site = (await fixture.Sites.AddAsync("example.org", null, null, Cancel)).Id;
        var goals = new GoalDirectory(fixture.Database, fixture.Sites);

        var order = await goals.AddAsync(site, null, "Purchase", null, Cancel);
        var thanks = await goals.AddAsync(site, "Booked", null, "/thanks*", Cancel);
        Assert.Equal([thanks, order], await goals.ListAsync(site, Cancel));

        await Assert.ThrowsAsync<InputRefusedException>(() => goals.AddAsync(site, "Both", "Lead", "/x", Cancel));
        await Assert.ThrowsAsync<InputRefusedException>(() => goals.AddAsync(site, "None", " ", null, Cancel));
        await Assert.ThrowsAsync<InputRefusedException>(() => goals.AddAsync(site, "Bad", null, "thanks", Cancel));
        await Assert.ThrowsAsync<InputRefusedException>(() => goals.AddAsync(site, "Booked", "Lead", null, Cancel));
        await Assert.ThrowsAsync<InputRefusedException>(() => goals.AddAsync("s_missing", "Lead", "Lead", null, Cancel));

        Assert.False(await goals.RemoveAsync("s_missing", order.Id, Cancel));
        Assert.True(await goals.RemoveAsync(site, order.Id, Cancel));
    }

    public sealed class OnSqlite() : GoalDirectoryTests(null);

    public sealed class OnPostgres(PostgresServer server) : GoalDirectoryTests(server);
}
