using Candor.Sites;
using Candor.Tests.Support;

namespace Candor.Tests.Sites;

/// <summary>One contract, over both databases.</summary>
public abstract class UserDirectoryTests : IDisposable
{
    const string Password = "a long sentence works";

    readonly SitesFixture fixture;

    UserDirectoryTests(PostgresServer? postgres) => fixture = new SitesFixture(postgres);

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        fixture.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task TheRightPasswordSignsInWhateverTheCaseOfTheName()
    {
        await fixture.Users.AddAsync("Ada@Example.org", Password, UserRole.Owner, Cancel);

        var outcome = await fixture.Users.SignInAsync(" ada@example.ORG ", Password, Cancel);
        Assert.Equal("Ada@Example.org", outcome.User?.Name);
        Assert.Equal(outcome.User, fixture.Users.FindSession(outcome.User!.Id, outcome.Stamp!));
        Assert.Null(fixture.Users.FindSession(outcome.User.Id, "other"));
    }

    [Fact]
    public async Task AWrongPasswordAndAnUnknownNameLookAlike()
    {
        await fixture.Users.AddAsync("ada", Password, UserRole.Owner, Cancel);

        Assert.Equal(await fixture.Users.SignInAsync("bob", Password, Cancel), await fixture.Users.SignInAsync("ada", "wrong", Cancel));
    }

    [Fact]
    public async Task WrongPasswordsBuyAGrowingWaitThatEndsByItself()
    {
        await fixture.Users.AddAsync("ada", Password, UserRole.Owner, Cancel);
        for (var i = 0; i < 5; i++)
            await fixture.Users.SignInAsync("ada", "wrong", Cancel);

        var waiting = await fixture.Users.SignInAsync("ada", Password, Cancel);
        Assert.Null(waiting.User);
        Assert.Equal(TimeSpan.FromSeconds(15), waiting.RetryAfter);

        fixture.Clock.Advance(TimeSpan.FromSeconds(16));
        Assert.Equal(TimeSpan.FromSeconds(30), (await fixture.Users.SignInAsync("ada", "wrong", Cancel)).RetryAfter);
        fixture.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.NotNull((await fixture.Users.SignInAsync("ada", Password, Cancel)).User);
        Assert.Equal(TimeSpan.Zero, (await fixture.Users.SignInAsync("ada", "wrong", Cancel)).RetryAfter);
    }

    [Theory]
    [InlineData("", Password)]
    [InlineData("ada", "short")]
    [InlineData("ada@example.org", "Ada@Example.org")]
    [InlineData("a\nb", Password)]
    public async Task WeakPasswordsAndEmptyNamesAreRefused(string name, string password) =>
        await Assert.ThrowsAsync<InputRefusedException>(() => fixture.Users.AddAsync(name, password, UserRole.Viewer, Cancel));

    [Fact]
    public async Task TheLastOwnerStays()
    {
        var owner = await fixture.Users.AddAsync("ada", Password, UserRole.Owner, Cancel);
        await Assert.ThrowsAsync<InputRefusedException>(() => fixture.Users.RemoveAsync(owner.Id, Cancel));

        await fixture.Users.AddAsync("bob", Password, UserRole.Owner, Cancel);
        var session = await fixture.Users.SignInAsync("ada", Password, Cancel);
        Assert.True(await fixture.Users.RemoveAsync(owner.Id, Cancel));
        Assert.Null(fixture.Users.FindSession(owner.Id, session.Stamp!));
    }

    [Fact]
    public void TheWaitNeverExceedsAQuarterOfAnHour()
    {
        Assert.Equal(TimeSpan.Zero, SignInBackoff.After(4));
        for (var failures = 5; failures < 5000; failures += 7)
            Assert.InRange(SignInBackoff.After(failures), TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(15));
    }

    [Fact]
    public async Task OfTwoNodesThatRemoveOneOfTwoOwnersEachOneIsRefused()
    {
        var owners = new[] { await fixture.Users.AddAsync("ada", Password, UserRole.Owner, Cancel), await fixture.Users.AddAsync("bob", Password, UserRole.Owner, Cancel) };
        UserDirectory[] nodes = [fixture.Users, fixture.Node().Users];

        var done = await Task.WhenAll(nodes.Zip(owners, (node, owner) => Task.Run(async () =>
        {
            try { return await node.RemoveAsync(owner.Id, Cancel); }
            catch (InputRefusedException) { return false; }
        }, Cancel)));

        Assert.Single(done, removed => removed);
        await fixture.Users.RefreshAsync(Cancel);
        Assert.Single(fixture.Users.All);
    }

    [Fact]
    public async Task WrongPasswordsAtTwoNodesAreAllCounted()
    {
        await fixture.Users.AddAsync("ada", Password, UserRole.Owner, Cancel);
        UserDirectory[] nodes = [fixture.Users, fixture.Node().Users];

        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => nodes[i % 2].SignInAsync("ada", "wrong", Cancel)));

        Assert.True((await fixture.Users.SignInAsync("ada", Password, Cancel)).RetryAfter > TimeSpan.Zero);
    }

    [Fact]
    public async Task APasswordThatChangedAtOneNodeEndsTheSessionsOfTheOther()
    {
        var ada = await fixture.Users.AddAsync("ada", Password, UserRole.Owner, Cancel);
        var session = await fixture.Users.SignInAsync("ada", Password, Cancel);
        await fixture.Node().Users.ChangePasswordAsync("ada", Password, "another long sentence", Cancel);

        await fixture.Users.RefreshAsync(Cancel);
        Assert.Null(fixture.Users.FindSession(ada.Id, session.Stamp!));
    }

    public sealed class OnSqlite() : UserDirectoryTests(null);

    public sealed class OnPostgres(PostgresServer server) : UserDirectoryTests(server);
}
