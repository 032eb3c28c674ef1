using Candor.Sites;
using Candor.Tests.Support;

namespace Candor.Tests.Sites;

/// <summary>One contract, over both databases.</summary>
public abstract class SetupLinkTests : IDisposable
{
    const string Password = "a long sentence works";

    readonly SitesFixture fixture;
    readonly SetupLink link;

    SetupLinkTests(PostgresServer? postgres)
    {
        fixture = new SitesFixture(postgres);
        link = new SetupLink(fixture.Database, fixture.Users, fixture.Clock);
    }

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        link.Dispose();
        fixture.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task TheLinkMakesOneOwnerOnce()
    {
        var token = await link.IssueAsync(Cancel);
        var owners = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => link.RedeemAsync(token, $"owner {i}", Password, Cancel)));

        Assert.Single(owners, o => o?.Role == UserRole.Owner);
        Assert.Single(fixture.Users.All);
        Assert.False(await link.IsGoodAsync(token, Cancel));
        Assert.Null(await link.IssueAsync(Cancel));
    }

    [Fact]
    public async Task ARefusedPasswordDoesNotSpendTheLink()
    {
        var token = await link.IssueAsync(Cancel);

        await Assert.ThrowsAsync<InputRefusedException>(() => link.RedeemAsync(token, "ada", "short", Cancel));
        Assert.NotNull(await link.RedeemAsync(token, "ada", Password, Cancel));
    }

    [Fact]
    public async Task WrongOldAndReplacedTokensAreNoGood()
    {
        var first = await link.IssueAsync(Cancel);
        var second = await link.IssueAsync(Cancel);

        Assert.False(await link.IsGoodAsync(null, Cancel));
        Assert.False(await link.IsGoodAsync("", Cancel));
        Assert.False(await link.IsGoodAsync("guess", Cancel));
        Assert.False(await link.IsGoodAsync(first, Cancel));
        Assert.True(await link.IsGoodAsync(second, Cancel));
        fixture.Clock.Advance(TimeSpan.FromHours(25));
        Assert.False(await link.IsGoodAsync(second, Cancel));
    }

    public sealed class OnSqlite() : SetupLinkTests(null);

    public sealed class OnPostgres(PostgresServer server) : SetupLinkTests(server);
}
