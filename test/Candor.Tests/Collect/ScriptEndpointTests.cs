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
        using var none = await app.GetAsync("/candor/s_none.json");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }
}
