using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Candor.Guard;
using Candor.Tests.Guard;
using Candor.Tests.Guard.Corpus;
using Candor.Tests.Support;

namespace Candor.Tests.EndToEnd;

/// <summary>
/// Every event of Guard's corpus is sent to the built program by every door, whole and broken, while it logs all it can. Nothing that Guard
/// takes out may then stand in a file, in the log or in an answer.
/// </summary>
public sealed class NoSecretOnDiskTests : IDisposable
{
    /// <summary>Asked for beside the loudest that the program itself offers: should the environment ever be heard, the test hears it too.</summary>
    static readonly Dictionary<string, string> EverythingLogged = new()
    {
        ["Logging__LogLevel__Default"] = "Trace",
        ["Logging__LogLevel__Microsoft"] = "Trace",
        ["Logging__LogLevel__Microsoft.AspNetCore"] = "Trace",
        ["Logging__LogLevel__System"] = "Trace",
        ["Logging__LogLevel__Candor"] = "Trace",
    };

    readonly TemporaryFolder folder = new();
    readonly StringBuilder answers = new();

    string Data => folder["data"];

    [Fact]
    public async Task NothingThatGuardTakesOutIsWrittenAnywhere()
    {
        var needles = Needles.OfCorpus();
        var site = (await RunAsync("site", "add", "example.org", "--format", "json")).Json().GetProperty("site").GetString()!;
        string log;
        await using (var server = await RunningCandor.StartAsync(Data, EverythingLogged, "--log-level", "debug"))
        {
            foreach (var e in WireEvents(site))
            {
                await PostAsync(server, e);
                await GetAsync(server, e);
                await PostAsync(server, e[..^(e.Length / 8)]);
            }
            foreach (var broken in Broken(site))
                await PostAsync(server, broken);
            await ImportAsync(site);
            answers.Append((await RunAsync("export", "events", "--site", "example.org")).Output);
            Assert.Contains("Max core file size        0  ", await File.ReadAllTextAsync($"/proc/{server.Pid}/limits", TestContext.Current.CancellationToken), StringComparison.Ordinal);
            log = (await server.StopAsync()).Error;
        }

        Assert.All((string[])["info:", "dbug:"], level => Assert.Contains(level, log, StringComparison.Ordinal));
        Assert.Empty(needles.FoundIn(Encoding.UTF8.GetBytes(log)).Select(n => $"log: {n}"));
        Assert.Empty(needles.FoundIn(Encoding.UTF8.GetBytes(answers.ToString())).Select(n => $"answers: {n}"));
        var files = Directory.EnumerateFiles(Data, "*", SearchOption.AllDirectories).ToList();
        Assert.InRange(files.Sum(f => new FileInfo(f).Length), 100_000, long.MaxValue);
        Assert.Empty(files.SelectMany(f => needles.FoundIn(File.ReadAllBytes(f)).Select(n => $"{Path.GetRelativePath(Data, f)}: {n}")));
    }

    /// <summary>Started by somebody who lets core files be written, and killed as a fault kills while requests are under way.</summary>
    [Fact]
    public async Task ACrashLeavesNoDumpAndNothingInTheLog()
    {
        const string secret = "maria.lopez@example.com";
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Core files are the kernel's, and this looks at Linux's.");
        using var open = new CoreLimit();
        var site = (await RunAsync("site", "add", "example.org", "--format", "json")).Json().GetProperty("site").GetString()!;
        await using var server = await RunningCandor.StartAsync(Data, new Dictionary<string, string> { ["TMPDIR"] = folder.Root }, "--log-level", "debug");
        await PostAsync(server, $$"""{"site":"{{site}}","name":"Lead","url":"https://www.example.org/?e={{secret}}"}""");

        var (exit, log) = await server.StopAsync(abort: true);

        Assert.NotEqual(0, exit);
        Assert.Contains("dbug:", log, StringComparison.Ordinal);
        var files = Directory.EnumerateFiles(folder.Root, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".sock", StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(files, f => Path.GetFileName(f).Contains("core", StringComparison.OrdinalIgnoreCase) || f.EndsWith(".dmp", StringComparison.Ordinal));
        var needles = Needles.Of(secret);
        Assert.Empty(needles.FoundIn(Encoding.UTF8.GetBytes(log)));
        Assert.Empty(files.SelectMany(f => needles.FoundIn(File.ReadAllBytes(f)).Select(n => $"{f}: {n}")));
    }

    [Fact]
    public void TheSearchFindsASecretInEveryEncoding()
    {
        var needles = Needles.Of("maria.lopez@example.com");
        foreach (var hidden in (string[])["MARIA.lopez@example.com", "x=maria.lopez%40example.com", "x=maria.lopez%2540example.com", Convert.ToBase64String("maria.lopez@example.com"u8), Convert.ToHexStringLower("maria.lopez@example.com"u8)])
        {
            Assert.NotEmpty(needles.FoundIn(Encoding.UTF8.GetBytes($"before {hidden} after")));
            Assert.NotEmpty(needles.FoundIn(Encoding.Unicode.GetBytes($"before {hidden} after")));
        }
        Assert.Empty(needles.FoundIn("maria and lopez"u8));
    }

    public void Dispose() => folder.Dispose();

    /// <summary>A form has no place on the wire; a page that sends one sends it as a property.</summary>
    static IEnumerable<string> WireEvents(string site) => CorpusCase.All.Select(c =>
    {
        var e = c.Event;
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("site", site);
            foreach (var name in (string[])["name", "url", "title", "referrer"])
            {
                if (e.TryGetProperty(name, out var text))
                    json.WriteString(name, text.GetString());
            }
            json.WritePropertyName("props");
            Properties(e, json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(output.ToArray());
    });

    static void Properties(JsonElement e, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        if (e.TryGetProperty("properties", out var properties))
        {
            foreach (var property in properties.EnumerateObject())
                property.WriteTo(json);
        }
        if (e.TryGetProperty("form", out var form))
        {
            json.WritePropertyName("form");
            form.WriteTo(json);
        }
        json.WriteEndObject();
    }

    /// <summary>Each is refused for another reason, and each carries a secret at the place that is refused.</summary>
    static IEnumerable<string> Broken(string site)
    {
        const string secret = "maria.lopez@example.com";
        var head = $$"""{"site":"{{site}}","name":"Lead","url":"https://www.example.org/?e={{secret}}" """;
        yield return $$"""{{head}},"props":{"{{secret}}":1,"{{secret}}":2} }""";
        yield return $$"""{{head}},"props":{"{{secret}}{{new string('x', 200)}}":2} }""";
        yield return $$"""{{head}},"{{secret}}":1,"{{secret}}":2,"url":"https://{{secret}}/"}""";
        yield return $$"""{{head}},"props":"{{secret}}"}""";
        yield return $$"""{{head}},"props":{"a":{"b":{"c":{"d":{"e":{"f":{"g":{"h":"{{secret}}"} } } } } } } } }""";
        yield return $$"""{{head}},"time":"{{secret}}"}""";
        yield return $$"""{{head}},"consent":"{{secret}}","user":["{{secret}}"],"source":"{{secret}}"}""";
        yield return $$"""{{head}},"title":"{{secret}} {{new string('x', 2_000)}}"}""";
        yield return $$"""{"site":"{{secret}}","name":"{{secret}}"}""";
        yield return $$"""{"site":"{{site}}","name":"{{secret}}{{new string('x', 200)}}"}""";
        yield return $$"""{{head}},"props":{{{secret}}""";
        yield return $$"""{{head}},"props":{"a":"\ud800 {{secret}}"} }""";
        yield return $$"""["{{secret}}", {{head}}}, {{secret}}]""";
        yield return secret;
    }

    async Task PostAsync(RunningCandor server, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("text/plain"));
        using var answer = await server.Http.PostAsync(new Uri("/e", UriKind.Relative), content, TestContext.Current.CancellationToken);
        await KeepAsync(answer);
    }

    async Task GetAsync(RunningCandor server, string e)
    {
        var query = string.Join('&', JsonElement.Parse(e).EnumerateObject().Select(m => $"{m.Name}={Uri.EscapeDataString(m.Value.ValueKind == JsonValueKind.String ? m.Value.GetString()! : m.Value.GetRawText())}"));
        using var answer = await server.Http.GetAsync(new Uri($"/e?{query}", UriKind.Relative), TestContext.Current.CancellationToken);
        await KeepAsync(answer);
    }

    async Task KeepAsync(HttpResponseMessage answer) =>
        answers.Append(answer.Headers).AppendLine(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    /// <summary>A good file, and files of which one line is broken.</summary>
    async Task ImportAsync(string site)
    {
        string[] rows = [.. WireEvents(site).Select(Row)];
        foreach (var (name, lines) in (IEnumerable<(string, string[])>)
        [
            ("good.ndjson", rows),
            ("cut.ndjson", [.. rows[..3], rows[4][..^20]]),
            ("time.ndjson", ["""{"visitor":"v1","time":"maria.lopez@example.com","url":"https://www.example.org/?e=maria.lopez@example.com"}"""]),
            ("bad.csv", ["visitor,time,url,value", "v1,maria.lopez@example.com,https://www.example.org/?e=maria.lopez@example.com,maria.lopez@example.com"]),
        ])
        {
            await File.WriteAllLinesAsync(folder[name], lines, TestContext.Current.CancellationToken);
            var ran = await RunAsync("import", folder[name], "--site", site, "--log-level", "debug");
            Assert.Equal(name == "good.ndjson" ? 0 : 2, ran.ExitCode);
            answers.AppendLine(ran.Output).AppendLine(ran.Error);
        }
    }

    static string Row(string wire, int number)
    {
        var e = JsonElement.Parse(wire);
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("visitor", $"v{number % 40}");
            json.WriteString("time", $"2026-03-{number % 28 + 1:00}T10:00:00Z");
            json.WriteString("event", e.GetProperty("name").GetString());
            foreach (var name in (string[])["url", "title", "referrer"])
            {
                if (e.TryGetProperty(name, out var text))
                    json.WriteString(name, text.GetString());
            }
            json.WriteString("details", e.GetProperty("props").GetRawText());
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(output.ToArray());
    }

    Task<Ran> RunAsync(params string[] arguments) => BuiltCandor.RunAsync(Data, arguments);

    /// <summary>Secrets as byte patterns: plain, percent-encoded, base64 and hex, each as UTF-8 and as UTF-16.</summary>
    sealed class Needles
    {
        /// <summary>Shorter ones stand in any file of some size by chance.</summary>
        const int Shortest = 6;

        readonly System.Buffers.SearchValues<string> patterns;

        Needles(IEnumerable<string> secrets) =>
            patterns = System.Buffers.SearchValues.Create([.. secrets.SelectMany(Encoded).SelectMany(s => (string[])[Latin1(Encoding.UTF8.GetBytes(s)), Latin1(Encoding.Unicode.GetBytes(s))]).Distinct()], StringComparison.OrdinalIgnoreCase);

        public static Needles Of(params string[] secrets) => new(secrets);

        /// <summary>Those that Guard takes out wherever they stand: not what a benign event says too, nor what the corpus tests count as missed.</summary>
        public static Needles OfCorpus()
        {
            var guard = Examples.Guard();
            var kept = string.Join('\n', WireEvents("s_test").Select(e =>
            {
                var trial = Trial.Read($$"""{"id":1,"event":{{e}}}""");
                return Examples.Line(guard.Examine(trial.Event).Stored ?? trial.Event with { Props = default, Url = "", Title = "", Referrer = "", Name = "" });
            }));
            var mayStand = Searched.In(JsonElement.Parse("[" + string.Join(',', kept.Split('\n', StringSplitOptions.RemoveEmptyEntries)) + "]"));
            var secrets = CorpusCase.All.SelectMany(c => c.Secrets).Append("maria.lopez@example.com").Where(s => s.Length >= Shortest && !mayStand.Holds(s)).Distinct().ToList();
            Assert.InRange(secrets.Count, 300, int.MaxValue);
            return new Needles(secrets);
        }

        public IReadOnlyList<string> FoundIn(ReadOnlySpan<byte> bytes)
        {
            var found = new HashSet<string>();
            var text = Latin1(bytes).AsSpan();
            for (var at = text.IndexOfAny(patterns); at >= 0 && found.Count < 20; at = text.IndexOfAny(patterns))
            {
                found.Add(text[Math.Max(0, at - 60)..Math.Min(text.Length, at + 60)].ToString());
                text = text[(at + 1)..];
            }
            return [.. found];
        }

        static IEnumerable<string> Encoded(string secret) =>
            [secret, Uri.EscapeDataString(secret), Uri.EscapeDataString(Uri.EscapeDataString(secret)), Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)).TrimEnd('='), Convert.ToHexStringLower(Encoding.UTF8.GetBytes(secret)), JsonSerializer.Serialize(secret)[1..^1]];

        /// <summary>One character for each byte.</summary>
        static string Latin1(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);
    }
}
