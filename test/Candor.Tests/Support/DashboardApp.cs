using System.Buffers;
using Candor.Cli;
using Candor.Collect;
using Candor.Guard;
using Candor.Journal;
using Candor.Sites;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Candor.Tests.Support;

/// <summary>The whole server in this process, over a data folder of its own, on a free port.</summary>
sealed class DashboardApp : IAsyncDisposable
{
    public const string OwnerName = "ada@example.org", OwnerPassword = "a long sentence works";

    readonly TemporaryFolder folder;
    readonly CandorServer server;

    DashboardApp(TemporaryFolder folder, CandorServer server) => (this.folder, this.server) = (folder, server);

    public IServiceProvider Services => server.Services;

    public string Url => server.Urls[0];

    public static async Task<DashboardApp> StartAsync(CancellationToken cancellationToken)
    {
        var folder = new TemporaryFolder();
        var settings = new ServerSettings { Data = new DataFolder(folder["data"]), Urls = ListenAddress.ParseAll(["http://127.0.0.1:0"]) };
        return new DashboardApp(folder, await CandorServer.StartAsync(settings, FolderLock.TryTake(settings.Data)!, cancellationToken));
    }

    public Task<SiteInfo> AddSiteAsync(string domain, CancellationToken cancellationToken) =>
        Services.GetRequiredService<SiteDirectory>().AddAsync(domain, null, null, cancellationToken);

    /// <summary>The events' way without the network: Guard, the journal, the store. Returns when reports know them.</summary>
    public async Task StoreAsync(IEnumerable<Event> events, CancellationToken cancellationToken)
    {
        var (guard, feed, journal) = (Services.GetRequiredService<EventGuard>(), Services.GetRequiredService<VerdictFeed>(), Services.GetRequiredService<EventJournal>());
        var lines = new ArrayBufferWriter<byte>();
        foreach (var some in events.Chunk(500))
        {
            var kept = new List<Event>();
            var dropped = new DroppedCount();
            foreach (var e in some)
            {
                var verdict = guard.Examine(e);
                feed.Record(e.Site, verdict, e, guard.PolicyFor(e.Site));
                if (verdict.Stored is { } stored)
                    kept.Add(stored);
                else
                    dropped.Add(e, verdict);
            }
            lines.ResetWrittenCount();
            kept.ForEach(e => EventLine.Write(e, lines));
            var count = kept.Count + dropped.Write(lines);
            Assert.Equal(AppendStatus.Durable, (await journal.AppendAsync(lines.WrittenSpan, count)).Status);
        }
        await Services.GetRequiredService<LoadedEvents>().CatchUpAsync(Timeout.InfiniteTimeSpan, cancellationToken);
    }

    /// <summary>A page of the owner, signed in.</summary>
    public async Task<IPage> SignInAsync(IPage page)
    {
        var users = Services.GetRequiredService<UserDirectory>();
        if (users.IsEmpty)
            await users.AddAsync(OwnerName, OwnerPassword, UserRole.Owner, CancellationToken.None);
        await page.GotoAsync($"{Url}/sign-in");
        await page.GetByLabel("Name or e-mail").FillAsync(OwnerName);
        await page.GetByLabel("Password").FillAsync(OwnerPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync($"{Url}/", new() { Timeout = 30_000 });
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }
}
