using System.Diagnostics;
using System.Globalization;
using Candor.Audit.Hosts;
using Candor.Audit.Hosts.Lists;
using Candor.Tests.Support;

namespace Candor.Tests.Audit.Hosts.Lists;

/// <summary>The same decision as @ghostery/adblocker, an engine of others, on addresses made from the list itself and on ordinary ones.</summary>
public sealed class FilterOracleTests
{
    static readonly string List = File.ReadAllText(Path.Combine(ListFile.Folder, "easyprivacy.txt"));

    static readonly (string Theirs, RequestKinds Ours)[] Kinds =
    [
        ("script", RequestKinds.Script), ("image", RequestKinds.Image), ("xhr", RequestKinds.Xhr), ("ping", RequestKinds.Ping), ("sub_frame", RequestKinds.Frame),
        ("stylesheet", RequestKinds.Stylesheet), ("font", RequestKinds.Font), ("media", RequestKinds.Media), ("websocket", RequestKinds.WebSocket), ("other", RequestKinds.Other),
    ];

    [Fact]
    public async Task EveryDecisionOnEasyPrivacyIsTheOraclesToo()
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Repository.Root, "node_modules/@ghostery/adblocker")), "needs npm's packages");
        var cases = Cases().Distinct().ToList();
        var list = FilterList.Parse(List);

        var theirs = await Oracle(cases);

        var different = new List<string>();
        for (var i = 0; i < cases.Count; i++)
        {
            var (kind, source, url) = cases[i];
            var found = Decide(list, Kinds.First(k => k.Theirs == kind).Ours, source, url);
            if (found is not null != theirs[i])
                different.Add($"{(theirs[i] ? "they" : "we")} block {kind} {source} {url} {found?.Line}");
        }
        Assert.True(different.Count == 0, $"{different.Count} of {cases.Count}:\n{string.Join('\n', different.Take(40))}");
        Assert.InRange(theirs.Count(t => t), 20_000, cases.Count - 10_000);
    }

    internal static Filter? Decide(FilterList list, RequestKinds kind, string source, string url)
    {
        var site = new Uri(source).Host;
        var host = HostOf(url);
        return list.Find(url, site, url.StartsWith("ws", StringComparison.Ordinal) ? RequestKinds.WebSocket : kind, !Har.Knowledge.Suffixes.IsSameSite(host, site));
    }

    static string HostOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.Host : "";

    static async Task<List<bool>> Oracle(List<(string Kind, string Source, string Url)> cases)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(Repository.Root, "test/Candor.Tests/Audit/Hosts/Lists/oracle.mjs"), Path.Combine(ListFile.Folder, "easyprivacy.txt")])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = Repository.Root,
        };
        using var node = Process.Start(start)!;
        var answer = node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        foreach (var (kind, source, url) in cases)
            await node.StandardInput.WriteLineAsync($"{kind}\t{source}\t{url}");
        node.StandardInput.Close();
        var lines = (await answer).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(cases.Count, lines.Length);
        return [.. lines.Select(l => l == "1")];
    }

    /// <summary>From each filter an address that it means, one that it nearly means, and the same from a site that it names.</summary>
    static IEnumerable<(string, string, string)> Cases()
    {
        var random = new Random(7);
        foreach (var line in List.Split('\n'))
        {
            var filter = line.Trim().TrimStart('@');
            if (filter.Length < 3 || filter[0] is '!' or '[' || filter.Contains('#', StringComparison.Ordinal) || (filter[0] == '/' && filter.EndsWith('/')))
                continue;
            var dollar = filter.LastIndexOf('$');
            var pattern = dollar > 0 ? filter[..dollar] : filter;
            var options = dollar > 0 ? filter[(dollar + 1)..] : "";
            var url = Address(pattern, random);
            if (url is null || !Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
                continue;
            // A host that ends with a dot is the same host without it to some, and none to others.
            if (uri.Host.EndsWith('.'))
                url = url.Replace(uri.Host, uri.Host + "com", StringComparison.Ordinal);
            var source = options.Contains("domain=", StringComparison.Ordinal) && options.Split("domain=")[1].Split(',')[0].Split('|').FirstOrDefault(d => !d.StartsWith('~') && !d.EndsWith('*') && !IsPublicSuffix(d)) is { } site ? $"https://www.{site}/a" : "https://news.example.org/a";
            yield return (KindFor(options, random), source, url);
            yield return (Kinds[random.Next(Kinds.Length)].Theirs, "https://news.example.org/a", url);
            if (random.Next(4) == 0)
                yield return (KindFor(options, random), $"https://{uri.Host}/", url);
            if (random.Next(3) == 0 && Nearly(url, random) is { } near)
                yield return (KindFor(options, random), source, near);
        }
        for (var i = 0; i < 12_000; i++)
            yield return (Kinds[random.Next(Kinds.Length)].Theirs, "https://news.example.org/", Ordinary(random));
    }

    /// <summary>They look a site up by its registrable domain and what is below it, so <c>domain=gouv.fr</c> names no site to them.</summary>
    static bool IsPublicSuffix(string site) => Har.Knowledge.Suffixes.RegistrableDomain("x." + site).SequenceEqual("x." + site);

    static string KindFor(string options, Random random) =>
        Kinds.FirstOrDefault(k => options.Split(',').Contains(k.Theirs switch { "xhr" => "xmlhttprequest", "sub_frame" => "subdocument", var name => name })).Theirs ?? Kinds[random.Next(Kinds.Length)].Theirs;

    static string? Address(string pattern, Random random)
    {
        var text = pattern.TrimEnd('|');
        if (text.StartsWith("||", StringComparison.Ordinal))
            text = (random.Next(3) == 0 ? "https://sub." : "https://") + text[2..].TrimStart('*');
        else if (text.StartsWith('|'))
            text = text[1..];
        else if (!text.StartsWith("http", StringComparison.Ordinal))
            text = text.StartsWith('.') ? "https://www.site7.net/x" + text : "https://www.site7.net" + (text[0] is '/' or '?' or '^' ? "" : "/") + text;
        text = text.Replace("^", text.Contains("^*", StringComparison.Ordinal) ? "/" : random.Next(2) == 0 ? "/" : "?", StringComparison.Ordinal).Replace("*", "x1", StringComparison.Ordinal);
        return text.Contains("://", StringComparison.Ordinal) ? text + (pattern.EndsWith('|') ? "" : random.Next(3) == 0 ? "?a=1" : "") : null;
    }

    static string? Nearly(string url, Random random)
    {
        var at = random.Next(8, Math.Max(9, url.Length));
        if (at >= url.Length)
            return null;
        var changed = random.Next(3) switch { 0 => url.Remove(at, 1), 1 => url.Insert(at, "q"), _ => url[..at] };
        return Uri.TryCreate(changed, UriKind.Absolute, out var uri) && uri.Host.Contains('.', StringComparison.Ordinal) && !uri.Host.EndsWith('.') && !uri.Host.Contains("..", StringComparison.Ordinal) ? changed : null;
    }

    static string Ordinary(Random random)
    {
        string[] hosts = ["cdn.example.net", "www.shop77.com", "assets.news-site.co.uk", "static.site.org", "api.weather.io", "img.photos.example.com", "fonts.gstatic.com", "www.google-analytics.com", "connect.facebook.net", "stats.wp.com"];
        string[] parts = ["assets", "js", "v2", "track", "stats", "pixel", "analytics", "collect", "main", "log", "beacon", "img", "visit", "counter", "event", "a1b2", "e", "utm", "ping", "hit"];
        var path = string.Join('/', Enumerable.Range(0, random.Next(1, 4)).Select(_ => parts[random.Next(parts.Length)]));
        string[] ends = [".js", ".gif", ".php", "", "/", ".min.js?v=1", "?id=1&t=pageview", ".png?cb=99"];
        return string.Create(CultureInfo.InvariantCulture, $"https://{hosts[random.Next(hosts.Length)]}/{path}{ends[random.Next(ends.Length)]}");
    }
}
