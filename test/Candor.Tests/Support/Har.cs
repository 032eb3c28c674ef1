using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Candor.Audit;
using Candor.Audit.Recordings;

namespace Candor.Tests.Support;

/// <summary>A recording made by a test: as Chrome writes one, with what other writers do differently where a test says so.</summary>
sealed class Har
{
    public const string Site = "https://clinic.example.org/";

    static readonly Lazy<AuditKnowledge> Loaded = new(() => AuditKnowledge.Load());

    readonly JsonArray pages = [];
    readonly JsonArray entries = [];
    int seconds;

    public static AuditKnowledge Knowledge => Loaded.Value;

    public Har Page(string id, string title)
    {
        pages.Add(new JsonObject { ["id"] = id, ["title"] = title, ["startedDateTime"] = "2026-11-25T08:00:00.000Z", ["pageTimings"] = new JsonObject() });
        return this;
    }

    /// <summary>The page itself, in the main frame.</summary>
    public Har Document(string url = Site, string pageref = "page_1") => Entry("GET", url, e =>
    {
        e["_resourceType"] = "document";
        e["pageref"] = pageref;
        Headers(e).Add(Header("Sec-Fetch-Dest", "document"));
        e["response"]!["content"]!["mimeType"] = "text/html";
        e["response"]!["content"]!["text"] = "<html>" + new string('x', 200) + "</html>";
    });

    public Har Get(string url, Action<JsonObject>? change = null) => Entry("GET", url, change);

    public Har Post(string url, string type, string text, Action<JsonObject>? change = null) => Entry("POST", url, e =>
    {
        e["request"]!["postData"] = new JsonObject { ["mimeType"] = type, ["text"] = text };
        change?.Invoke(e);
    });

    /// <param name="change">Makes the entry what another writer, or another state of things, would have made it.</param>
    public Har Entry(string method, string url, Action<JsonObject>? change = null)
    {
        var entry = new JsonObject
        {
            ["startedDateTime"] = new DateTimeOffset(2026, 11, 25, 8, 0, 0, TimeSpan.Zero).AddSeconds(seconds++).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            ["time"] = 12.5,
            ["request"] = new JsonObject { ["method"] = method, ["url"] = url, ["httpVersion"] = "http/2.0", ["headers"] = new JsonArray(), ["queryString"] = new JsonArray(), ["cookies"] = new JsonArray(), ["headersSize"] = -1, ["bodySize"] = 0 },
            ["response"] = new JsonObject
            {
                ["status"] = 200, ["statusText"] = "", ["httpVersion"] = "http/2.0", ["headers"] = new JsonArray(), ["cookies"] = new JsonArray(),
                ["content"] = new JsonObject { ["size"] = 43, ["mimeType"] = "image/gif", ["text"] = "R0lGODlhAQABAAAAACw=", ["encoding"] = "base64" }, ["redirectURL"] = "", ["headersSize"] = -1, ["bodySize"] = 43,
            },
            ["cache"] = new JsonObject(),
            ["timings"] = new JsonObject { ["send"] = 0, ["wait"] = 1, ["receive"] = 1 },
            ["pageref"] = "page_1",
            ["_resourceType"] = method == "GET" ? "image" : "fetch",
        };
        change?.Invoke(entry);
        entries.Add(entry);
        return this;
    }

    public static JsonArray Headers(JsonObject entry) => (JsonArray)entry["request"]!["headers"]!;

    public static JsonObject Header(string name, string value) => new() { ["name"] = name, ["value"] = value };

    public static Action<JsonObject> Referer(string url) => e => Headers(e).Add(Header("Referer", url));

    public string Text() => new JsonObject
    {
        ["log"] = new JsonObject { ["version"] = "1.2", ["creator"] = new JsonObject { ["name"] = "WebInspector", ["version"] = "537.36" }, ["pages"] = pages.DeepClone(), ["entries"] = entries.DeepClone() },
    }.ToJsonString();

    public AuditReport Audit(AuditOptions? options = null) => Audit(Encoding.UTF8.GetBytes(Text()), options);

    public static AuditReport Audit(byte[] recording, AuditOptions? options = null)
    {
        using var har = new HarFile("test.har", new MemoryStream(recording));
        return AuditRun.Recording("test.har", har, Knowledge, options ?? new AuditOptions(), TimeProvider.System, TestContext.Current.CancellationToken);
    }

    /// <summary>The recording's only transmission.</summary>
    public Transmission Sent() => Assert.Single(Audit().Transmissions);

    /// <summary>Findings as rule and host.</summary>
    public IEnumerable<(string Rule, string Host)> Found(AuditOptions? options = null) => Audit(options).Findings.Select(f => (f.Rule, f.Host));
}
