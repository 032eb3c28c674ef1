using Candor.Tests.Support;

namespace Candor.Tests.Audit.Live;

/// <summary>A site that tells nobody anything, full of what looks as if it did.</summary>
public sealed class CleanSiteTests : IAsyncLifetime
{
    static readonly Dictionary<string, string> Baits = new(StringComparer.Ordinal)
    {
        ["/own-form"] = "<input id=e name=email type=email><input id=n name=fullname><script>for (const i of document.querySelectorAll('input')) i.onblur = () => fetch('https://api.clean.test/check?v=' + encodeURIComponent(i.value), { mode: 'no-cors' })</script>",
        ["/chart"] = "<canvas id=c width=300 height=150></canvas><button onclick=\"document.getElementById('c').toDataURL()\">Export the chart</button><script>const x = document.getElementById('c').getContext('2d'); x.save(); x.fillText('Visits in January, February', 5, 20); x.restore()</script>",
        ["/export-on-press"] = "<canvas id=c width=300 height=150></canvas><button id=b>Save as a picture</button><script>const x = document.getElementById('c').getContext('2d'); x.fillText('Quarterly figures 2026', 5, 20); document.getElementById('b').onclick = () => document.getElementById('c').toBlob(() => {})</script>",
        ["/map"] = "<img src='https://tiles.maps.test/7/63/42.png'><img src='https://tiles.maps.test/7/64/42.png'><script>const g = document.createElement('canvas').getContext('webgl'); g?.getParameter(3379); g?.getParameter(34076)</script>",
        ["/payment"] = "<p>We take Visa and Mastercard. Female and male patients.</p><select name=card><option value=''>-</option><option value=Visa>Visa</option><option>Mastercard</option></select><img src='https://cdn.files.test/visa.svg?type=Visa'>",
        ["/fonts"] = "<link rel=stylesheet href='https://cdn.files.test/fonts.css?family=Inter:wght@400;700&display=swap'><script>const x = document.createElement('canvas').getContext('2d'); for (const f of ['Inter', 'Arial', 'serif', 'monospace']) { x.font = '14px ' + f; x.measureText('Hello') }</script>",
        ["/errors"] = "<script>addEventListener('error', e => navigator.sendBeacon('https://errors.clean.test/report', JSON.stringify({ message: e.message, url: location.href }))); setTimeout(() => { throw new Error('broken') }, 50)</script>",
        ["/own-analytics"] = "<script>const q = []; for (const t of ['mousemove', 'click', 'scroll', 'keydown', 'input']) addEventListener(t, () => q.push(t), true); new MutationObserver(() => q.push('m')).observe(document, { subtree: true, childList: true }); setTimeout(() => navigator.sendBeacon('/own', JSON.stringify({ q, html: document.body.outerHTML })), 300)</script>",
        ["/ids"] = "<script src='https://cdn.files.test/app.js?v=9f86d081884c7d659a2feaa0c55ad015'></script><img src='https://cdn.files.test/i/3f2a8c0d-6b1e-4a53-9c77-0d9b5e8f1a21.png'>",
        ["/text"] = "<textarea name=message></textarea><div contenteditable=true>write</div><button>Send</button><a href='tel:+15550100'>Call us</a><script>document.querySelector('textarea').oninput = e => localStorage.setItem('draft', e.target.value)</script>",
    };

    readonly PlantedSite site = new();
    readonly TemporaryFolder folder = new();

    public async ValueTask InitializeAsync()
    {
        await site.InitializeAsync();
        site.Pages["clean.test/"] = ("text/html", "<!doctype html><title>Clean</title>" + string.Concat(Baits.Keys.Select(b => $"<a href='{b}'>{b[1..]}</a> ")));
        foreach (var (path, bait) in Baits)
            site.Pages["clean.test" + path] = ("text/html", $"<!doctype html><title>{path[1..]}</title><h1>{path[1..]}</h1>{bait}");
    }

    [Fact]
    public async Task NothingIsReportedOfASiteThatTellsNobodyAnything()
    {
        var ran = await BuiltCandor.RunAsync(folder["data"], ["audit", "https://clean.test/", "--pages", "11", "--format", "json", .. site.BrowserArguments]);
        var report = ran.Json();

        Assert.Equal(11, report.GetProperty("pages").GetArrayLength());
        Assert.NotEmpty(site.ToldTo("api.clean.test"));
        Assert.Equal("[]", report.GetProperty("findings").GetRawText());
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        folder.Dispose();
    }
}
