using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Candor.Collect;
using Candor.Tests.Support;

namespace Candor.Tests.Collect;

public sealed class ScriptEndpointTests
{
    [Fact]
    public async Task TheScriptIsServedPackedAndCached()
    {
        await using var app = await CandorApp.StartAsync();
        var script = await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "src/Pixel/dist/candor.js"), TestContext.Current.CancellationToken);
        using var answer = await app.GetAsync("/candor.js", ("Accept-Encoding", "gzip, br"));
        using var unpacked = new MemoryStream();
        await new BrotliStream(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), CompressionMode.Decompress).CopyToAsync(unpacked, TestContext.Current.CancellationToken);
        Assert.Equal(script, unpacked.ToArray());
        Assert.Equal(("br", "text/javascript"), (answer.Content.Headers.ContentEncoding.Single(), answer.Content.Headers.ContentType!.MediaType));
        Assert.Equal(TimeSpan.FromMinutes(10), answer.Headers.CacheControl!.MaxAge);
        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());

        using var same = await app.GetAsync("/candor.js", ("If-None-Match", answer.Headers.ETag!.Tag));
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        using var plain = await app.GetAsync("/candor.js", ("Accept-Encoding", "br;q=0"));
        Assert.Equal(script, await plain.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        using var gzip = await app.GetAsync("/candor.js", ("Accept-Encoding", "gzip"));
        Assert.Equal("gzip", gzip.Content.Headers.ContentEncoding.Single());
    }

    [Fact]
    public async Task AVersionStaysForeverAndUnderItsHash()
    {
        await using var app = await CandorApp.StartAsync();
        var script = await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "src/Pixel/dist/candor.js"), TestContext.Current.CancellationToken);
        var hash = Convert.ToHexStringLower(SHA256.HashData(script))[..8];
        using var answer = await app.GetAsync($"/candor.{hash}.js");
        Assert.Equal(script, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        using var other = await app.GetAsync("/candor.00000000.js");
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    [Fact]
    public void VersionsOutliveAnUpgradeAndAlteredOnesAreNotServed()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["old.js"], "old()");
        File.WriteAllText(folder["new.js"], "new()");
        var old = new ScriptVersions(new CollectOptions(folder.Root) { Script = folder["old.js"] }).Current!;
        File.WriteAllText(Path.Combine(folder.Root, "scripts", "candor.deadbeef.js"), "evil()");
        var upgraded = new ScriptVersions(new CollectOptions(folder.Root) { Script = folder["new.js"] });
        Assert.Equal("old()", Encoding.UTF8.GetString(upgraded.Find(old.Hash)!.Plain));
        Assert.Equal("new()", Encoding.UTF8.GetString(upgraded.Current!.Plain));
        Assert.Null(upgraded.Find("deadbeef"));
    }

    [Fact]
    public async Task ASitesConfigurationFollowsItsPolicy()
    {
        await using var app = await CandorApp.StartAsync(new CandorAppOptions { Policy = "sites:\n  example.org:\n    consent: {analytics: required}\n" });
        using var answer = await app.GetAsync($"/candor/{app.Site.Id}.json");
        using var config = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("required", config.RootElement.GetProperty("consent").GetProperty("analytics").GetString());
        Assert.Equal("example.org", config.RootElement.GetProperty("cookieDomain").GetString());
        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.True(answer.Headers.CacheControl is { NoCache: true, Public: true });
        using var same = await app.GetAsync($"/candor/{app.Site.Id}.json", ("If-None-Match", answer.Headers.ETag!.Tag));
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        using var none = await app.GetAsync("/candor/s_none.json");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task WhereConsentDependsOnThePlaceEveryPlaceHasItsOwnConfiguration()
    {
        await using var app = await CandorApp.StartAsync(new CandorAppOptions
        {
            Policy = "defaults: {regions: {EU: {consent: {analytics: required}}}}",
            Collect = new("") { TrustedProxies = [IPNetwork.Parse("127.0.0.0/8")] },
        });

        Assert.Equal("required", await AskAsync("193.0.6.139")); // RIPE NCC, Amsterdam
        Assert.Equal("cookieless", await AskAsync("8.8.8.8"));
        Assert.Equal("required", await AskAsync("10.1.2.3"));

        async Task<string?> AskAsync(string address)
        {
            using var answer = await app.GetAsync($"/candor/{app.Site.Id}.json", ("X-Forwarded-For", address));
            Assert.True(answer.Headers.CacheControl is { NoCache: true, Private: true });
            using var config = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            return config.RootElement.GetProperty("consent").GetProperty("analytics").GetString();
        }
    }

    [Fact]
    public async Task TheConfigurationCarriesTheCheapPartOfTheRules()
    {
        await using var app = await CandorApp.StartAsync(new CandorAppOptions
        {
            Policy = """
                defaults:
                  events: {Debug: drop}
                  fields: {Doctor: remove, utm_term: remove}
                  pages: {/portal/help: {count: full}, "/portal/**": {count: none}, "/a*/*": {count: bare}, "/kids/**": {child_directed: true}, "/services/**": {topics: keep}}
                """,
        });
        using var answer = await app.GetAsync($"/candor/{app.Site.Id}.json");
        using var config = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal([["(?!^/portal/help/?$)^/portal(/.*)?/?$", ""], ["(?!^/portal/help/?$)^/a[^/]*/[^/]+/?$", "/a*/*"]],
            config.RootElement.GetProperty("pages").EnumerateArray().Select(p => p.EnumerateArray().Select(t => t.GetString()!).ToArray()).ToArray());
        Assert.Equal("^(?!(Debug)$)", config.RootElement.GetProperty("events").GetString());
        Assert.Equal(["doctor", "utm_term"], config.RootElement.GetProperty("remove").EnumerateArray().Select(r => r.GetString()));
        Assert.Equal("^/kids(/.*)?/?$|^/services(/.*)?/?$", config.RootElement.GetProperty("nobody").GetString());
        Assert.DoesNotContain("utm_term", config.RootElement.GetProperty("query").EnumerateArray().Select(q => q.GetString()));
    }
}
