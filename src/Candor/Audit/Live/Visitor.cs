using System.Globalization;
using System.Text.Json;
using Candor.Audit.Live.Cdp;

namespace Candor.Audit.Live;

/// <summary>Uses one page like a visitor: reads it, fills in what it asks, presses what it offers, and leaves.</summary>
sealed class Visitor(LiveBrowser browser, Marks marks)
{
    const int MostPresses = 12;

    /// <summary>Fields of a page that is all fields; the rest is left empty.</summary>
    const int MostFields = 60;

    readonly Keyboard keyboard = new(browser);

    public async Task ScrollAsync()
    {
        for (var step = 0; step < 4; step++)
        {
            await browser.SendAsync("Input.dispatchMouseEvent", new { type = "mouseMoved", x = 200 + step * 120, y = 200 + step * 90 });
            await browser.SendAsync("Input.dispatchMouseEvent", new { type = "mouseWheel", x = 600, y = 400, deltaX = 0, deltaY = 700 });
            await Task.Delay(30);
        }
    }

    public async Task FillAsync(CancellationToken cancellationToken)
    {
        var filled = 0;
        foreach (var frame in await PageFrame.AllAsync(browser))
            foreach (var field in (await frame.AskAsync("visitor.findFields()")).Each())
            {
                if (filled++ >= MostFields)
                    return;
                cancellationToken.ThrowIfCancellationRequested();
                await FillAsync(frame, field);
            }
    }

    async Task FillAsync(PageFrame frame, JsonElement field)
    {
        var (index, kind) = ((int)field.Num("index"), field.Str("kind"));
        var name = field.Str("name") is { Length: > 0 } named ? named : field.Str("label");
        if (kind is "select" or "checkbox" or "radio")
        {
            var chosen = await frame.AskAsync(string.Create(CultureInfo.InvariantCulture, $"visitor.chooseField({index},'')"));
            if (kind == "select" && chosen.ValueKind == JsonValueKind.String)
                marks.Chosen(name, chosen.GetString()!);
            return;
        }
        var mark = marks.Make(kind, name, (int)field.Num("max"));
        if (kind is "date" or "datetime-local" or "month" or "week" or "time" or "color" or "range")
        {
            await frame.AskAsync(string.Create(CultureInfo.InvariantCulture, $"visitor.chooseField({index},{JsonSerializer.Serialize(mark.Value)})"));
            return;
        }
        if ((await frame.AskAsync(string.Create(CultureInfo.InvariantCulture, $"visitor.focusField({index})"))).ValueKind != JsonValueKind.True)
            return;
        await keyboard.TypeAsync(mark.Value);
        await keyboard.TabAsync();
    }

    /// <summary>The most telling buttons first; where they would lead is cancelled.</summary>
    public async Task PressAsync(CancellationToken cancellationToken)
    {
        await browser.HoldAsync();
        var offers = new List<(PageFrame Frame, int Index, double Worth, string Text)>();
        foreach (var frame in await PageFrame.AllAsync(browser))
        {
            await frame.AskAsync("visitor.hold()");
            offers.AddRange((await frame.AskAsync("visitor.findPresses()")).Each().Select(p => (frame, (int)p.Num("index"), p.Num("worth"), p.Str("text"))).Where(p => p.Item3 >= 0));
        }
        foreach (var (frame, index, _, text) in offers.OrderByDescending(o => o.Worth).Take(MostPresses))
        {
            cancellationToken.ThrowIfCancellationRequested();
            marks.Press(text);
            var point = frame.IsMain ? await frame.AskAsync(string.Create(CultureInfo.InvariantCulture, $"visitor.pointOf({index})")) : default;
            if (point.ValueKind == JsonValueKind.Object)
                await ClickAsync(point.Num("x"), point.Num("y"));
            else
                await frame.AskAsync(string.Create(CultureInfo.InvariantCulture, $"visitor.press({index})"));
        }
    }

    async Task ClickAsync(double x, double y)
    {
        foreach (var type in new[] { "mouseMoved", "mousePressed", "mouseReleased" })
            await browser.SendAsync("Input.dispatchMouseEvent", new { type, x, y, button = type == "mouseMoved" ? "none" : "left", clickCount = type == "mouseMoved" ? 0 : 1 });
    }

    /// <summary>
    /// Tells the page that it is left while it is still there: what it sends when it really goes is not seen any more.
    /// </summary>
    public async Task LeaveAsync()
    {
        const string Leave = """
            (() => {
              Object.defineProperty(document, 'visibilityState', { get: () => 'hidden', configurable: true });
              Object.defineProperty(document, 'hidden', { get: () => true, configurable: true });
              document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
              for (const type of ['beforeunload', 'pagehide', 'unload'])
                dispatchEvent(type === 'pagehide' ? new PageTransitionEvent(type, { persisted: false }) : new Event(type, { cancelable: true }));
            })()
            """;
        foreach (var target in browser.Pages.ToList())
            try
            {
                var frames = (await browser.SendAsync(target.Session, "Page.getFrameTree")).Get("frameTree").Get("childFrames").Each().Count();
                var inFrames = frames == 0 ? "" : "for (let i = 0; i < frames.length; i++) { try { frames[i].eval(" + JsonSerializer.Serialize(Leave) + "); } catch {} }";
                await browser.SendAsync(target.Session, "Runtime.evaluate", new { expression = inFrames + Leave, timeout = 3_000 });
            }
            catch (CdpException)
            {
                // Gone before it was left.
            }
    }

    public async Task<IReadOnlyList<string>> LinksAsync() =>
        [.. (await PageFrame.AllAsync(browser)).FirstOrDefault(f => f.IsMain) is { } main ? (await main.AskAsync("visitor.findLinks()")).Each().OrderByDescending(l => l.Num("worth")).Select(l => l.Str("url")) : []];
}
