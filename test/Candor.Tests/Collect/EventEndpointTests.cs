using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Candor.Collect;
using Candor.Collect.Wire;
using Candor.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Candor.Tests.Collect;

public sealed class EventEndpointTests : IAsyncLifetime
{
    CandorApp app = null!;

    public async ValueTask InitializeAsync() => app = await CandorApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData("text/plain")]
    [InlineData("text/plain;charset=UTF-8")]
    [InlineData("application/json")]
    [InlineData("application/x-ndjson")]
    public async Task AnEventThatIsAnsweredWith204IsInTheJournal(string type)
    {
        using var answer = await app.SendAsync(app.Event("\"url\":\"https://example.org/a\""), ("Content-Type", type));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        var kept = Assert.Single(app.Kept());
        Assert.Equal((app.Site.Id, "PageView", "https://example.org/a", "Chrome", "Windows", "desktop"), (kept.Site, kept.Name, kept.Url, kept.Browser, kept.Os, kept.Device));
        Assert.Equal(1, app.Counters.Accepted);
    }

    [Fact]
    public async Task OtherTypesAreRefused()
    {
        using var answer = await app.SendAsync(app.Event(), ("Content-Type", "application/xml"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Empty(app.Kept());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task PackedBodiesAreUnpacked(string encoding)
    {
        using var answer = await app.SendAsync(Pack(Encoding.UTF8.GetBytes($"[{app.Event()},{app.Event()}]"), encoding), ("Content-Encoding", encoding));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(2, app.Kept().Count);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task BombsAreRefusedAtTheCap(string encoding)
    {
        using var answer = await app.SendAsync(Pack(new byte[64 << 20], encoding), ("Content-Encoding", encoding));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    /// <summary>A body that is there runs through on this thread, so its allocations are the request's alone.</summary>
    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public void WhatABombHoldsBeyondTheCapIsNeverProduced(string encoding)
    {
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream(Pack(new byte[64 << 20], encoding));
        context.Request.Headers.ContentEncoding = encoding;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var reading = RequestBody.ReadAsync(context.Request, TestContext.Current.CancellationToken);
        Assert.True(reading.IsCompleted);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 8 << 20, "the bomb was unpacked");
    }

    [Theory]
    [InlineData("gzip", HttpStatusCode.BadRequest)]
    [InlineData("br", HttpStatusCode.BadRequest)]
    [InlineData("deflate", HttpStatusCode.BadRequest)]
    [InlineData("zstd", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("gzip, gzip", HttpStatusCode.UnsupportedMediaType)]
    public async Task AWrongEncodingIsNamed(string encoding, HttpStatusCode status)
    {
        using var answer = await app.SendAsync("this is not packed at all", ("Content-Encoding", encoding));
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task ARefusalSaysWhatWhereAndHowToMend()
    {
        using var answer = await app.SendAsync($"[{app.Event()},{{\"site\":\"{app.Site.Id}\",\"name\":5,\"time\":\"x\"}},{app.Event()}]");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var root = problem.RootElement;
        Assert.Equal((400, 2), (root.GetProperty("status").GetInt32(), root.GetProperty("accepted").GetInt32()));
        Assert.Equal([(1, "name", "WrongType"), (1, "time", "WrongType")], root.GetProperty("errors").EnumerateArray()
            .Select(e => (e.GetProperty("index").GetInt32(), e.GetProperty("field").GetString()!, e.GetProperty("reason").GetString()!)));
        Assert.All(root.GetProperty("errors").EnumerateArray(), e => Assert.NotEmpty(e.GetProperty("detail").GetString()!));
        Assert.Equal(2, app.Kept().Count);
        Assert.Equal(2, app.Counters.Refused(RefusalReason.WrongType));
    }

    [Fact]
    public async Task RefusalsOfSeveralKindsAreOneAnswer()
    {
        using var answer = await app.SendAsync($$"""[{"site":"s_nobody","name":"a"},{"site":"{{app.Site.Id}}"},{{app.Event()}}]""");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Single(app.Kept());
    }

    [Fact]
    public async Task InvalidUtf8IsRefusedWhole()
    {
        byte[] body = [.. Encoding.UTF8.GetBytes(app.Event("\"title\":\"")), 0xC3, 0x28, .. "\"}"u8];
        using var answer = await app.SendAsync(body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(1, app.Counters.Refused(RefusalReason.NotUtf8));
    }

    [Fact]
    public async Task BodiesAndEventsHaveACap()
    {
        using var body = await app.SendAsync(new byte[WireLimits.BatchBytes + 1]);
        using var single = await app.SendAsync(app.Event($"\"props\":{{\"a\":\"{new string('x', WireLimits.EventBytes)}\"}}"));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.RequestEntityTooLarge), (body.StatusCode, single.StatusCode));
    }

    [Fact]
    public async Task AnUnknownSiteIsRefusedAndSeenByTheOwner()
    {
        using var answer = await app.SendAsync("""{"site":"s_nobody","name":"PageView"}""");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("candor site list", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(1, app.Counters.Refused(RefusalReason.UnknownSite));
    }

    [Theory]
    [InlineData("https://example.org", true)]
    [InlineData("https://shop.example.org", true)]
    [InlineData("http://example.org:8080", true)]
    [InlineData("https://example.org.evil.example", false)]
    [InlineData("https://notexample.org", false)]
    [InlineData("null", false)]
    [InlineData("file://", false)]
    public async Task OnlyPagesOfTheSiteMaySend(string origin, bool isOwn)
    {
        using var answer = await app.SendAsync(app.Event(), ("Origin", origin));
        Assert.Equal(isOwn ? HttpStatusCode.NoContent : HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(isOwn ? origin : "*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal(isOwn, answer.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task OriginsThatThePolicyNamesMaySend()
    {
        await using var other = await CandorApp.StartAsync(new CandorAppOptions { Policy = "sites:\n  example.org:\n    origins: [https://checkout.example.net]\n" });
        using var answer = await other.SendAsync(other.Event(), ("Origin", "https://checkout.example.net"));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    [Fact]
    public async Task APreflightForJsonIsAnswered()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/e");
        request.Headers.Add("Origin", "https://example.org");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type");
        using var answer = await app.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("https://example.org", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains("Content-Type", answer.Headers.GetValues("Access-Control-Allow-Headers").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatThePolicyDropsIsAnswered204AndCounted()
    {
        await using var strict = await CandorApp.StartAsync(new CandorAppOptions { Policy = "defaults:\n  events: [PageView]\n" });
        using var answer = await strict.SendAsync(strict.Event(name: "Other"));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Empty(strict.Kept());
        Assert.Equal((0, 1), (strict.Counters.Accepted, strict.Counters.Dropped));
    }

    [Fact]
    public async Task OfWhatThePolicyDropsOnlyHourCategoryAndRuleAreWrittenDown()
    {
        await using var strict = await CandorApp.StartAsync(new CandorAppOptions { Policy = "defaults:\n  events: [PageView]\n" });
        var secret = """ "url":"https://example.org/secret","title":"secret","props":{"secret":"secret"},"visitor":"c.secret" """;
        using var answer = await strict.SendAsync($"[{strict.Event(secret, "Secret")},{strict.Event(secret, "Other")},{strict.Event("")}]");
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);

        Assert.Single(strict.Kept());
        var count = Assert.Single(strict.DroppedCounts());
        Assert.Equal((strict.Site.Id, "event-not-allowed", "event-not-allowed", 2.0), (count.Site, count.Name, count.Title, count.Value!.Value));
        Assert.Equal((0L, count.Time), (count.Time % 3_600_000, count.Received));
        Assert.All(Directory.EnumerateFiles(Path.Combine(strict.Folder, "journal"), "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != "lock"), f => Assert.DoesNotContain("ecret", ReadShared(f), StringComparison.Ordinal));
    }

    static string ReadShared(string path)
    {
        using var file = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return file.ReadToEnd();
    }

    [Fact]
    public async Task AnImageThatIsDroppedIsAnImageAllTheSame()
    {
        await using var strict = await CandorApp.StartAsync(new CandorAppOptions { Policy = "defaults:\n  events: [PageView]\n" });
        using var answer = await strict.GetAsync($"/e?site={strict.Site.Id}&name=Other");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(1, Assert.Single(strict.DroppedCounts()).Value);
    }

    [Fact]
    public async Task AFullDiskIsAnswered503WithATimeToComeBack()
    {
        await using var full = await CandorApp.StartAsync(new CandorAppOptions { Journal = new() { Directory = "", MinFreeBytes = long.MaxValue } });
        using var post = await full.SendAsync(full.Event());
        using var image = await full.GetAsync($"/e?site={full.Site.Id}&name=PageView");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable), (post.StatusCode, image.StatusCode));
        Assert.True(post.Headers.RetryAfter!.Delta > TimeSpan.Zero);
        Assert.Equal((0, 2), (full.Counters.Accepted, full.Counters.Refused(RefusalReason.JournalUnavailable)));
    }

    [Fact]
    public async Task OtherMethodsAreNotAllowed()
    {
        using var answer = await app.Http.DeleteAsync("/e", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    static byte[] Pack(byte[] plain, string encoding)
    {
        using var packed = new MemoryStream();
        using (Stream stream = encoding switch { "gzip" => new GZipStream(packed, CompressionLevel.Fastest), "br" => new BrotliStream(packed, CompressionLevel.Fastest), _ => new ZLibStream(packed, CompressionLevel.Fastest) })
            stream.Write(plain);
        return packed.ToArray();
    }
}
