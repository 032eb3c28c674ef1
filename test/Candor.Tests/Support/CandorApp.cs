using System.Net.Http.Headers;
using System.Text;
using Candor.Collect;
using Candor.Collect.Agents;
using Candor.Guard;
using Candor.Journal;
using Candor.Sites;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Candor.Tests.Support;

/// <summary>The collector on a free loopback port, with the real Guard and Journal over a data folder of its own.</summary>
sealed class CandorApp : IAsyncDisposable
{
    public const string Browser = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36";

    // 2,000 expressions, built once for all tests instead of once for each.
    static readonly AgentReader Agents = new(new CollectOptions("").PackagedData);

    readonly TemporaryFolder folder;
    readonly WebApplication app;
    readonly LogCapture log = new();

    CandorApp(CandorAppOptions options)
    {
        folder = new TemporaryFolder();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, 0);
            options.Kestrel?.Invoke(kestrel.Limits);
        });
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddSingleton(options.Time);
        builder.Services.AddSites(new SitesOptions(folder["candor.db"]) { Postgres = options.Postgres });
        builder.Services.AddGuard(options.Policy is { } policy ? Write(policy) : null, folder["keys"], s => id => s.GetRequiredService<SiteDirectory>().Find(id)?.Domain ?? "");
        builder.Services.AddSingleton(s => EventJournal.Open(options.Journal with { Directory = folder["journal"] }, TimeProvider.System, NullLogger<EventJournal>.Instance));
        builder.Services.AddCollect(options.Collect with { DataFolder = folder.Root, SharesSalt = options.Postgres is not null });
        builder.Services.AddSingleton(Agents);
        app = builder.Build();
        app.MapCollect();
    }

    public IServiceProvider Services => app.Services;

    public string Folder => folder.Root;

    public SiteInfo Site { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public Uri Url => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public CollectCounters Counters => Services.GetRequiredService<CollectCounters>();

    /// <summary>All that was logged so far, at every level.</summary>
    public string Log => log.Text;

    /// <summary>Starts with one site, example.org.</summary>
    public static async Task<CandorApp> StartAsync(CandorAppOptions? options = null)
    {
        var app = new CandorApp(options ?? new CandorAppOptions());
        await app.app.StartAsync(TestContext.Current.CancellationToken);
        var sites = app.Services.GetRequiredService<SiteDirectory>();
        app.Site = sites.FindByDomain("example.org") ?? await sites.AddAsync("example.org", null, null, TestContext.Current.CancellationToken);
        app.Http = new HttpClient { BaseAddress = app.Url };
        app.Http.DefaultRequestHeaders.UserAgent.ParseAdd(Browser);
        return app;
    }

    /// <summary>An event of the site with these members beside site and name.</summary>
    public string Event(string members = "", string name = "PageView") => $$"""{"site":"{{Site.Id}}","name":"{{name}}"{{(members.Length > 0 ? "," : "")}}{{members}}}""";

    public Task<HttpResponseMessage> SendAsync(string body, params (string Name, string Value)[] headers) => SendAsync(Encoding.UTF8.GetBytes(body), headers);

    public async Task<HttpResponseMessage> SendAsync(byte[] body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/e") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        foreach (var (name, value) in headers)
        {
            HttpHeaders kind = name.StartsWith("Content-", StringComparison.Ordinal) ? request.Content.Headers : request.Headers;
            kind.Remove(name);
            kind.TryAddWithoutValidation(name, value);
        }
        var answer = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode != System.Net.HttpStatusCode.InternalServerError, Log);
        return answer;
    }

    public async Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>The events that the journal holds, in order.</summary>
    public IReadOnlyList<Event> Kept() => [.. Records().Where(e => e.Source != EventSource.Guard)];

    /// <summary>The journal's counts of events that were refused whole.</summary>
    public IReadOnlyList<Event> DroppedCounts() => [.. Records().Where(e => e.Source == EventSource.Guard)];

    List<Event> Records()
    {
        using var reader = Services.GetRequiredService<EventJournal>().OpenReader(JournalPosition.Start);
        var events = new List<Event>();
        while (reader.TryRead(10_000, 1 << 24) is { } batch)
            using (batch)
                for (var i = 0; i < batch.Count; i++)
                    events.Add(EventLine.Read(batch[i]));
        return events;
    }

    /// <summary>Sends one event with these members and gives what was kept of it.</summary>
    public async Task<Event> KeepAsync(string members, params (string Name, string Value)[] headers)
    {
        using var answer = await SendAsync(Event(members), headers);
        Assert.Equal(System.Net.HttpStatusCode.NoContent, answer.StatusCode);
        return Kept()[^1];
    }

    string Write(string policy)
    {
        File.WriteAllText(folder["candor.yaml"], policy);
        return folder["candor.yaml"];
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }
}
