using Candor.Cli;
using Candor.Guard.Policy;
using Candor.Sites;
using Candor.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Candor.Tests.Cli;

/// <summary>The file and the dashboard both publish, over starts, stops and several nodes.</summary>
public sealed class PublishedPolicyTests(PostgresServer server) : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly FakeTimeProvider time = new();
    readonly Dictionary<string, PolicySource> running = [];
    readonly string database = server.NewDatabase(Sites.SitesFixture.Prepare);

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void TheFirstStartRecordsTheFileWithoutTheServersPart()
    {
        Write("a", "server: {data: x}\n# ours\ndefaults: {retention: 90d}\n");
        var (source, versions) = Node("a");

        Assert.Equal((1, PolicyVersions.File, "# ours\ndefaults: {retention: 90d}\n"), (versions.Newest!.Number, versions.Newest.Author, versions.Newest.Text));
        Assert.Equal(90, source.Current.Defaults.Retention.TotalDays);
    }

    [Fact]
    public async Task WhatWasPublishedOutlivesARestartAndTheFileSpeaksAgainWhenItChanges()
    {
        Write("a", "defaults: {retention: 90d}");
        var (source, versions) = Node("a");
        await versions.PublishAsync("defaults: {retention: 30d}", "ada", null, 1, Cancel);
        source.Follow();
        Assert.Equal(30, source.Current.Defaults.Retention.TotalDays);

        (source, versions) = Node("a");
        Assert.Equal((30.0, 2), (source.Current.Defaults.Retention.TotalDays, versions.Newest!.Number));

        Write("a", "defaults: {retention: 10d} # again");
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal((10.0, 3, PolicyVersions.File), (source.Current.Defaults.Retention.TotalDays, versions.Newest!.Number, versions.Newest.Author));
    }

    [Fact]
    public async Task AFileThatWasChangedBackWhileTheServerWasDownIsTakenOver()
    {
        Write("a", "defaults: {retention: 90d}");
        Node("a");
        Write("a", "defaults: {retention: 10d}");
        var (source, versions) = Node("a");
        Assert.Equal(2, versions.Newest!.Number);

        Write("a", "defaults: {retention: 90d}");
        (source, versions) = Node("a");
        Assert.Equal((90.0, 3), (source.Current.Defaults.Retention.TotalDays, versions.Newest!.Number));
        Assert.Equal(3, (await versions.ListAsync(10, Cancel)).Count);
    }

    [Fact]
    public void ANodeThatJoinsWithAnotherFileObeysWhatIsInForce()
    {
        Write("a", "defaults: {retention: 90d}");
        Write("b", "defaults: {retention: 10d}");
        Node("a");
        var (joined, versions) = Node("b");

        Assert.Equal((90.0, 1), (joined.Current.Defaults.Retention.TotalDays, versions.Newest!.Number));

        Write("b", "defaults: {retention: 20d}");
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal((20.0, 2), (joined.Current.Defaults.Retention.TotalDays, versions.Newest!.Number));
    }

    [Fact]
    public async Task AnOldFileOnAnotherNodeDoesNotFight()
    {
        Write("a", "defaults: {retention: 90d}");
        Write("b", "defaults: {retention: 90d}");
        var (a, _) = Node("a");
        var (b, versions) = Node("b");
        Write("a", "defaults: {retention: 10d}");
        time.Advance(TimeSpan.FromSeconds(2));
        await versions.RefreshAsync(Cancel);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal((10.0, 10.0), (a.Current.Defaults.Retention.TotalDays, b.Current.Defaults.Retention.TotalDays));

        (b, versions) = Node("b");
        Assert.Equal((10.0, 2), (b.Current.Defaults.Retention.TotalDays, versions.Newest!.Number));
    }

    [Fact]
    public void AFileThatAppearsAfterAStartWithoutOneIsTakenOver()
    {
        var (source, versions) = Node("a", hasFile: false);
        Assert.Null(versions.Newest);
        Write("a", "defaults: {retention: 10d}");
        (source, versions) = Node("a");

        Assert.Equal((10.0, 1), (source.Current.Defaults.Retention.TotalDays, versions.Newest!.Number));
    }

    [Fact]
    public void ACommandReadsItsFileAndPublishesNothing()
    {
        Write("a", "defaults: {retention: 10d}");
        var (source, versions) = Node("a", serves: false);

        Assert.Equal(10, source.Current.Defaults.Retention.TotalDays);
        Assert.Null(versions.Newest);
    }

    [Fact]
    public async Task AVersionWithMistakesLeavesTheOneBeforeInForceAndStopsAStart()
    {
        var (source, versions) = Node("a", hasFile: false);
        await versions.PublishAsync("defaults: {retention: 10d}", "ada", null, 0, Cancel);
        source.Follow();
        await versions.PublishAsync("defaults: {later: thing}", "ada", null, 1, Cancel);
        source.Follow();

        Assert.Equal(10, source.Current.Defaults.Retention.TotalDays);
        Assert.Single(source.Errors);
        Assert.Contains("Version 2", Assert.Throws<PolicyRefusedException>(() => Node("a", hasFile: false)).Message, StringComparison.Ordinal);
    }

    void Write(string node, string yaml)
    {
        Directory.CreateDirectory(folder[node]);
        File.WriteAllText(Path.Combine(folder[node], "candor.yaml"), yaml);
    }

    /// <summary>Starts a node, after stopping the one of that name.</summary>
    (PolicySource Source, PolicyVersions Versions) Node(string name, bool hasFile = true, bool serves = true)
    {
        running.GetValueOrDefault(name)?.Dispose();
        Directory.CreateDirectory(folder[name]);
        var file = hasFile ? Path.Combine(folder[name], "candor.yaml") : null;
        var settings = new ServerSettings { Data = new DataFolder(folder[name]), Config = file, Urls = serves ? ListenAddress.ParseAll(["http://127.0.0.1:0"]) : [] };
        var versions = new PolicyVersions(SitesDatabase.Of(new SitesOptions(settings.Data.Database) { Postgres = database }), time);
        var published = new PublishedPolicy(versions, settings, NullLogger<PublishedPolicy>.Instance);
        published.RememberNoFile();
        return (running[name] = new PolicySource(file, time, NullLogger<PolicySource>.Instance, published), versions);
    }

    public void Dispose()
    {
        running.Values.ToList().ForEach(s => s.Dispose());
        SqliteConnection.ClearAllPools();
        folder.Dispose();
    }
}
