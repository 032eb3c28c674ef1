using System.Text;
using System.Text.Json.Nodes;
using Candor.Analyze.Replay;
using Candor.Guard;
using Candor.Guard.Policy;
using Candor.Sites;
using Candor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Candor.Tests.Analyze.Replay;

/// <summary>A policy tried on what was recorded, over the real way in, the journal and the store.</summary>
public sealed class PolicyReplayTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatIsNewlyRemovedAndLostIsShownByStructureAndWithoutValues()
    {
        await using var app = await DashboardApp.StartAsync(Cancel);
        var site = await app.AddSiteAsync("example.org", Cancel);
        await app.StoreAsync([Of(site, "Schedule", """{"doctor":"general","weeks":3}"""), Of(site, "Schedule", """{"weeks":4}"""), Of(site, "Search", """{"q":"x"}"""), Of(site, "PageView", "{}", "?email=jane%40example.com")], Cancel);

        var result = await RunAsync(app, "defaults:\n  events: [PageView, Schedule]\n  deny: [doctor]\n", site.Id);

        Assert.Equal((4, 2, 1, 1, 0), (result.Events, result.Unchanged, result.Changed, result.Lost, result.Returned));
        var removed = Assert.Single(result.Fields, f => f.Change == "removed");
        Assert.Equal(("example.org", "Schedule", "props.doctor", "not-allowed", 1), (removed.Site, removed.Event, removed.Field, removed.Category, removed.Events));
        Assert.Equal(["/p: doctor (text of 7), weeks (number)"], removed.Examples);
        Assert.Equal(("Search", "", "event-not-allowed"), Assert.Single(result.Fields, f => f.Change == "lost") is var lost ? (lost.Event, lost.Field, lost.Category) : default);
        Assert.Contains(result.Formerly, f => f is { Name: "email", Events: 1 });
        Assert.Contains(result.Differences, d => d.Contains("`doctor`", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhatMightLeaveForEachDestinationIsCountedUnderBothPolicies()
    {
        await using var app = await DashboardApp.StartAsync(Cancel);
        var site = await app.AddSiteAsync("example.org", Cancel);
        await app.StoreAsync([Of(site, "Purchase", """{"value":5,"currency":"EUR","plan":"pro"}"""), Of(site, "Purchase", """{"value":7}"""), Of(site, "Purchase", """{"value":7}""") with { Consent = new(true, false) }, Of(site, "Lead", """{"value":1}""")], Cancel);

        var result = await RunAsync(app, "defaults:\n  destinations:\n    meta: {events: [Purchase], fields: [value, plan]}\n", site.Id);

        Assert.Equal([("meta", "Purchase", "", 0, 2), ("meta", "Purchase", "plan", 0, 1), ("meta", "Purchase", "value", 0, 2)], result.Destinations.Select(d => (d.Destination, d.Event, d.Field, (int)d.Before, (int)d.After)));
    }

    /// <summary>Against a comparison that looks at the JSON of both stored events and knows nothing of reasons, keys or chunks.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task EveryCountIsThatOfANaiveComparisonEventByEvent(int seed)
    {
        var random = new Random(seed);
        await using var app = await DashboardApp.StartAsync(Cancel);
        var site = await app.AddSiteAsync("example.org", Cancel);
        var events = Enumerable.Range(0, 400).Select(_ => Random(site, random)).ToList();
        await app.StoreAsync(events, Cancel);
        var (before, after) = (Policy(random), Policy(random));
        await app.Services.GetRequiredService<PolicyVersions>().PublishAsync(before, "ada", null, null, Cancel);
        var source = app.Services.GetRequiredService<PolicySource>();
        source.Follow();
        Assert.Empty(source.Errors);

        var result = await RunAsync(app, after, null);

        var guards = new[] { before, after }.Select(p => GuardPolicy.Read(ConfigFile.Parse(p, "p"))).Select(p => (Guard: new EventGuard(PolicySource.Fixed(p), app.Services.GetRequiredService<VisitorPseudonym>()), Rules: p.For(site.Id, site.Domain))).ToArray();
        var counts = new Dictionary<string, long>();
        foreach (var recorded in events.Select(e => new EventGuard(PolicySource.Fixed(GuardPolicy.Strict), VisitorPseudonym.Ephemeral()).Examine(e).Stored!))
        {
            var (was, becomes) = (guards[0].Guard.Examine(recorded, guards[0].Rules).Stored, guards[1].Guard.Examine(recorded, guards[1].Rules).Stored);
            var fate = was is null ? becomes is null ? "dropped" : "returned" : becomes is null ? "lost" : Plain(was) == Plain(becomes) ? "unchanged" : "changed";
            counts[fate] = counts.GetValueOrDefault(fate) + 1;
        }
        Assert.Equal(counts.OrderBy(c => c.Key), new Dictionary<string, long> { ["unchanged"] = result.Unchanged, ["changed"] = result.Changed, ["lost"] = result.Lost, ["returned"] = result.Returned, ["dropped"] = result.Dropped }.Where(c => c.Value > 0).OrderBy(c => c.Key));
        Assert.Equal(events.Count, result.Events);
        Assert.Equal(result.Events, result.ByEvent.Sum(e => e.Events));
    }

    static string Plain(Event e) => $"{e.Name}|{e.Url}|{e.Title}|{e.Referrer}|{(e.Props.IsEmpty ? "" : JsonNode.Parse(e.Props.Span)!.ToJsonString()).Replace("{}", "", StringComparison.Ordinal)}|{e.Visitor}";

    static async Task<ReplayResult> RunAsync(DashboardApp app, string yaml, string? site)
    {
        var config = ConfigFile.Parse(yaml, "new.yaml");
        var policy = GuardPolicy.Read(config);
        Assert.Empty(config.Errors);
        ReplayProgress? last = null;
        await foreach (var progress in app.Services.GetRequiredService<PolicyReplay>().RunAsync(policy, site, TimeSpan.FromDays(30), Cancel))
            last = progress;
        return last!.Result!;
    }

    static string Policy(Random random)
    {
        string[] names = ["PageView", "Schedule", "Purchase", "Search"], properties = ["doctor", "weeks", "value", "note", "q"];
        var (events, deny) = (names.Where(_ => random.Next(4) > 0).ToList(), properties.Where(_ => random.Next(3) == 0).ToList());
        return $"defaults:\n  events: {(events.Count is 0 or 4 ? "any" : $"[{string.Join(", ", events)}]")}\n  query: {(random.Next(2) == 0 ? "[utm_source]" : "[utm_source, plan]")}\n{(deny.Count == 0 ? "" : $"  deny: [{string.Join(", ", deny)}]\n")}";
    }

    static Event Random(SiteInfo site, Random random)
    {
        string[] names = ["PageView", "Schedule", "Purchase", "Search"], queries = ["", "?utm_source=a", "?utm_source=a&plan=pro", "?plan=free", "?other=1"];
        var props = new JsonObject();
        if (random.Next(2) == 0)
            props["doctor"] = "general";
        if (random.Next(2) == 0)
            props["weeks"] = random.Next(5);
        if (random.Next(3) == 0)
            props["note"] = new JsonObject { ["a"] = new JsonArray("x", 1) };
        if (random.Next(3) == 0)
            props["q"] = "red shoes";
        return Of(site, names[random.Next(4)], props.ToJsonString(), queries[random.Next(5)]);
    }

    static Event Of(SiteInfo site, string name, string props, string query = "")
    {
        var now = TimeProvider.System.GetUtcNow().AddHours(-1).ToUnixTimeMilliseconds();
        return new() { Site = site.Id, Id = Guid.NewGuid(), Name = name, Time = now, Received = now, Url = $"https://example.org/p{query}", Props = props == "{}" ? default : Encoding.UTF8.GetBytes(props), Visitor = "c.0123456789abcdef", Consent = new Consent(true, true) };
    }
}
