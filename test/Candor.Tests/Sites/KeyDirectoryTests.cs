using Candor.Sites;
using Candor.Tests.Support;

namespace Candor.Tests.Sites;

/// <summary>One contract, over both databases.</summary>
public abstract class KeyDirectoryTests : IDisposable
{
    readonly SitesFixture fixture;

    KeyDirectoryTests(PostgresServer? postgres) => fixture = new SitesFixture(postgres);

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        fixture.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task AKeyIsGoodUntilItIsRevoked()
    {
        var site = await fixture.Sites.AddAsync("example.org", null, null, Cancel);
        var key = await fixture.Keys.AddAsync(site.Id, KeyScope.Ingest, "shop", Cancel);

        Assert.Equal(key.Info, fixture.Keys.Verify(key.Key));
        Assert.True(await fixture.Keys.RevokeAsync(key.Info.Id, Cancel));
        Assert.Null(fixture.Keys.Verify(key.Key));
        Assert.False(await fixture.Keys.RevokeAsync(key.Info.Id, Cancel));
        Assert.Empty(fixture.Keys.List(site.Id));
    }

    [Fact]
    public async Task TheSecretIsNowhereInTheFile()
    {
        var key = await fixture.Keys.AddAsync(null, KeyScope.Read, null, Cancel);
        var secret = key.Key[(key.Key.LastIndexOf('_') + 1)..];

        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(fixture.Options.Database)!))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            Assert.DoesNotContain(secret, await reader.ReadToEndAsync(Cancel), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task OneChangedCharacterIsAnotherKey()
    {
        var key = (await fixture.Keys.AddAsync(null, KeyScope.Read, null, Cancel)).Key;

        for (var i = 0; i < key.Length; i++)
            Assert.Null(fixture.Keys.Verify(key[..i] + (key[i] == 'a' ? 'b' : 'a') + key[(i + 1)..]));
        Assert.Null(fixture.Keys.Verify(key + "a"));
        Assert.Null(fixture.Keys.Verify(""));
        Assert.Null(fixture.Keys.Verify("_"));
    }

    [Fact]
    public async Task AnIngestKeyNeedsASiteThatIsThere()
    {
        await Assert.ThrowsAsync<InputRefusedException>(() => fixture.Keys.AddAsync(null, KeyScope.Ingest, null, Cancel));
        await Assert.ThrowsAsync<InputRefusedException>(() => fixture.Keys.AddAsync("s_missing", KeyScope.Ingest, null, Cancel));
    }

    [Fact]
    public async Task KeysOutliveARestart()
    {
        var key = await fixture.Keys.AddAsync(null, KeyScope.Read, "reports", Cancel);

        Assert.Equal("reports", fixture.Node().Keys.Verify(key.Key)?.Name);
    }

    public sealed class OnSqlite() : KeyDirectoryTests(null);

    public sealed class OnPostgres(PostgresServer server) : KeyDirectoryTests(server);
}
