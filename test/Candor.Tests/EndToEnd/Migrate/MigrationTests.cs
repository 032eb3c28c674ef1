using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Candor.Analyze;
using Candor.Tests.Support;

namespace Candor.Tests.EndToEnd.Migrate;

/// <summary>
/// From one machine to a cluster with <c>candor migrate --to-cluster</c>, killed again and again. <c>./build.sh soak migrate</c> does the same with five million events, onto two
/// shards of two replicas.
/// </summary>
public sealed class MigrationTests(PostgresServer postgres) : IDisposable
{
    static readonly int? Soak = int.TryParse(Environment.GetEnvironmentVariable("CANDOR_SOAK_EVENTS"), CultureInfo.InvariantCulture, out var events) ? events : null;

    static readonly int Seed = int.Parse(Environment.GetEnvironmentVariable("CANDOR_SOAK_SEED") is { Length: > 0 } asked ? asked : "1", CultureInfo.InvariantCulture);

    readonly TemporaryFolder folder = new();
    readonly string database = $"{ClickHouseServer.NewDatabase()}_moved";
    readonly ClickHouseCluster? cluster = Soak is null ? null : new();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    Uri Server => cluster is null ? ClickHouseServer.Shared.Address : cluster.Nodes[0].Address;

    [Fact]
    public async Task AnInstallThatIsKilledWhileItMovesAnswersAsBefore()
    {
        ClickHouseServer.Require();
        var clock = Stopwatch.StartNew();
        var install = new EmbeddedInstall(folder["data"]);
        await install.FillAsync(Soak ?? 60_000, Seed);
        Say($"{install.Records:N0} records made in {clock.Elapsed.TotalSeconds:0} s");
        var config = WriteConfig();

        clock.Restart();
        var random = new Random(Seed);
        var kills = 0;
        foreach (var from in (double[])[0, 0.5, 1])
            if (await KillAsync(install, config, (long)(install.Records * (from < 1 ? from + random.NextDouble() / 2 : 1)), random))
                kills++;
        var ran = await BuiltCandor.RunAsync(install.Data, "migrate", "--to-cluster", "--config", config);
        Say($"moved in {clock.Elapsed.TotalSeconds:0} s, {kills} kills (seed {Seed}): {ran.Output}{ran.Error}");
        Assert.True(ran.ExitCode == 0, ran.Error);
        Assert.Contains("one", ran.Output, StringComparison.Ordinal);
        Assert.True(kills >= 2, "It was hardly ever interrupted.");
        Assert.Contains("Done already", (await BuiltCandor.RunAsync(install.Data, "migrate", "--to-cluster", "--config", config)).Output, StringComparison.Ordinal);

        var before = await ReportsAsync(install, await NoConfigAsync());
        var after = await ReportsAsync(install, config);
        Assert.Equal(before.Keys, after.Keys);
        foreach (var (name, answer) in before)
            Assert.True(answer == after[name], $"{name}\nbefore {Start(answer)}\nafter  {Start(after[name])}");
        Say($"{before.Count} reports are equal");

        await JournalGoesOnAsync(install, config);
    }

    /// <summary>Runs the command until so many rows have arrived, and then kill -9.</summary>
    async Task<bool> KillAsync(EmbeddedInstall install, string config, long rows, Random random)
    {
        using var process = BuiltCandor.Start(install.Data, "migrate", "--to-cluster", "--config", config);
        var said = process.StandardError.ReadToEndAsync(Cancel);
        _ = process.StandardOutput.ReadToEndAsync(Cancel);
        while (!process.HasExited && await ArrivedAsync() < rows)
            await Task.Delay(5, Cancel);
        await Task.Delay(random.Next(Soak is null ? 60 : 1000), Cancel);
        if (process.HasExited)
        {
            Assert.True(process.ExitCode == 0, $"{await said} {string.Join("; ", cluster?.Nodes.Select(n => $"{n.Address} {n.HowItIs}") ?? [])}");
            return false;
        }

        process.Kill();
        await process.WaitForExitAsync(Cancel);
        Say($"killed at {await ArrivedAsync():N0} rows, wanted {rows:N0}");
        return true;
    }

    async Task<long> ArrivedAsync()
    {
        using var http = new HttpClient();
        while (true)
            try
            {
                using var answer = await http.PostAsync(new Uri(Server, $"?database={database}"), new StringContent("select count() from signs"), Cancel);
                return answer.IsSuccessStatusCode ? long.Parse(await answer.Content.ReadAsStringAsync(Cancel), CultureInfo.InvariantCulture) : -1;
            }
            catch (HttpRequestException) when (cluster is not null)
            {
                Assert.True(await cluster.Nodes[0].ComesBackAsync(Cancel), cluster.Nodes[0].HowItIs);
            }
    }

    /// <summary>Every report of every site, as JSON.</summary>
    static async Task<Dictionary<string, string>> ReportsAsync(EmbeddedInstall install, string config)
    {
        await using var server = await RunningCandor.StartAsync(install.Data, "--config", config);
        server.Http.DefaultRequestHeaders.Authorization = new("Bearer", install.ReadKey);
        server.Http.Timeout = TimeSpan.FromMinutes(5);
        var answers = new Dictionary<string, string>();
        foreach (var site in install.Sites)
            foreach (var name in Reports.All.Select(r => r.Name).Except(["live", "health"]))
                foreach (var more in Questions(name))
                {
                    var url = $"/api/report/{name}?site={site}&period=90d&limit=500{more}";
                    using var answer = await server.Http.GetAsync(new Uri(url, UriKind.Relative), Cancel);
                    answers[url] = await answer.Content.ReadAsStringAsync(Cancel);
                    if (!answer.IsSuccessStatusCode)
                        Assert.Fail($"{url}: {answers[url]} {(await server.StopAsync()).Error}");
                }

        Assert.Contains(answers, a => a.Value.Contains("/appointments", StringComparison.Ordinal));
        return answers;
    }

    static string[] Questions(string report) => report switch
    {
        "event-properties" => ["&event=Schedule", "&event=Schedule&property=department"],
        // What an event says and what its visit says, each asked of the other.
        "overview" or "pages" or "sources" => ["", "&filter=device%3D%3Dmobile", "&filter=source%3D%3DGoogle", "&filter=page%3D%3D/appointments"],
        _ => [""],
    };

    /// <summary>What the folder's own collector takes from now on is stored once, and nothing of before again.</summary>
    async Task JournalGoesOnAsync(EmbeddedInstall install, string config)
    {
        var before = await ArrivedAsync();
        for (var round = 1; round <= 2; round++)
        {
            await using var server = await RunningCandor.StartAsync(install.Data, "--config", config);
            for (var i = 0; i < 25; i++)
            {
                using var content = new StringContent($$"""{"site":"{{install.Sites[0]}}","id":"{{Guid.CreateVersion7()}}","name":"PageView","url":"https://lindenhof.example/after","source":"pixel"}""", Encoding.UTF8, "text/plain");
                Assert.Equal(HttpStatusCode.NoContent, (await server.Http.PostAsync(new Uri("/e", UriKind.Relative), content, Cancel)).StatusCode);
            }
            var asked = await BuiltCandor.RunAsync(install.Data, "query", "select count(*) as n from events where path = '/after'", "--format", "json", "--config", config);
            Assert.Equal(25 * round, asked.Json()[0].GetProperty("n").GetInt32());
            Assert.Equal(before + 25 * round, await ArrivedAsync());
        }
    }

    [Fact]
    public async Task WhatCannotBeMovedIsSaidBeforeAnythingIs()
    {
        ClickHouseServer.Require();
        var install = new EmbeddedInstall(folder["data"]);
        await install.FillAsync(500, Seed);
        var config = WriteConfig();

        var noCluster = await MigrateAsync(await NoConfigAsync());
        Assert.Equal(2, noCluster.ExitCode);
        Assert.Contains("names no cluster", noCluster.Error, StringComparison.Ordinal);

        await using (await RunningCandor.StartAsync(install.Data, "--config", await NoConfigAsync()))
        {
            var held = await MigrateAsync(config);
            Assert.Equal(3, held.ExitCode);
            Assert.Contains("already uses", held.Error, StringComparison.Ordinal);
        }

        // Somebody else's database of people.
        var other = folder["other/data"];
        Directory.CreateDirectory(Path.GetDirectoryName(other)!);
        Assert.Equal(0, (await BuiltCandor.RunAsync(other, "site", "add", "else.example", "--config", config)).ExitCode);
        var taken = await MigrateAsync(config);
        Assert.Equal(3, taken.ExitCode);
        Assert.Contains("already holds 1 site(s)", taken.Error, StringComparison.Ordinal);

        // Somebody else's events.
        config = WriteConfig();
        var foreign = JsonDocument.Parse((await BuiltCandor.RunAsync(other, "site", "add", "else.example", "--format", "json", "--config", config)).Output).RootElement.GetProperty("site").GetString();
        await File.WriteAllTextAsync(folder["one.csv"], "visitor,time\nv1,2026-01-01T00:00:00Z\n", Cancel);
        Assert.Equal(0, (await BuiltCandor.RunAsync(other, "import", folder["one.csv"], "--site", foreign!, "--config", config)).ExitCode);
        postgres.Execute("truncate sites cascade", config[(config.LastIndexOf('-') + 1)..^5]);
        var mixed = await MigrateAsync(config);
        Assert.Equal(3, mixed.ExitCode);
        Assert.Contains("holds events of 1 other collector(s)", mixed.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(install.Data, "store", "events.duckdb")));

        Task<Ran> MigrateAsync(string path) => BuiltCandor.RunAsync(install.Data, "migrate", "--to-cluster", "--config", path);
    }

    async Task<string> NoConfigAsync()
    {
        await File.WriteAllTextAsync(folder["embedded.yaml"], "server: {memory: 1GB}\n", Cancel);
        return folder["embedded.yaml"];
    }

    /// <summary>Events to this test's ClickHouse, people to a new database, whose name ends the file's.</summary>
    string WriteConfig()
    {
        var address = postgres.NewDatabase();
        var path = folder[$"cluster-{new Npgsql.NpgsqlConnectionStringBuilder(address).Database}.yaml"];
        var nodes = cluster is null ? $"\"{Server}\"" : string.Join(", ", cluster.Nodes.Select(n => $"\"{n.Address}\""));
        File.WriteAllText(path, $$"""
            server:
              database: "{{address}}"
              store: {engine: clickhouse, nodes: [{{nodes}}], database: {{database}}{{(cluster is null ? "" : $", cluster: {ClickHouseCluster.Name}")}}}
            """);
        return path;
    }

    static string Start(string text) => text.Length > 600 ? text[..600] : text;

    static void Say(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);

    public void Dispose()
    {
        cluster?.Dispose();
        folder.Dispose();
    }
}
