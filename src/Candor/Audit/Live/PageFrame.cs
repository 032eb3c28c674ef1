using System.Text.Json;
using Candor.Audit.Live.Cdp;

namespace Candor.Audit.Live;

/// <summary>One frame of the page with the visitor's own world in it.</summary>
sealed class PageFrame
{
    readonly LiveBrowser browser;
    readonly string session;
    readonly int world;

    PageFrame(LiveBrowser browser, string session, int world, bool isMain) => (this.browser, this.session, this.world, IsMain) = (browser, session, world, isMain);

    public bool IsMain { get; }

    /// <summary>The frames of all processes, the main one first.</summary>
    public static async Task<IReadOnlyList<PageFrame>> AllAsync(LiveBrowser browser)
    {
        var frames = new List<PageFrame>();
        foreach (var target in browser.Pages.OrderBy(t => t != browser.Main))
            try
            {
                var tree = (await browser.SendAsync(target.Session, "Page.getFrameTree")).Get("frameTree");
                foreach (var id in Ids(tree).Take(20))
                {
                    var made = await browser.SendAsync(target.Session, "Page.createIsolatedWorld", new { frameId = id, worldName = "visitor" });
                    var frame = new PageFrame(browser, target.Session, (int)made.Num("executionContextId"), target == browser.Main && id == target.Id);
                    await frame.AskAsync(PageScripts.Visitor);
                    frames.Add(frame);
                }
            }
            catch (CdpException)
            {
                // The frame went while it was asked.
            }
        return frames;
    }

    static IEnumerable<string> Ids(JsonElement tree) =>
        tree.ValueKind != JsonValueKind.Object ? [] : [tree.Get("frame").Str("id"), .. tree.Get("childFrames").Each().SelectMany(Ids)];

    /// <summary>Evaluates in the visitor's world; undefined when the frame is gone or the script fails.</summary>
    public async Task<JsonElement> AskAsync(string expression)
    {
        try
        {
            var answer = await browser.SendAsync(session, "Runtime.evaluate", new { expression, contextId = world, returnByValue = true, userGesture = true, timeout = 3_000 });
            return answer.Get("result").Get("value");
        }
        catch (CdpException)
        {
            return default;
        }
    }
}
