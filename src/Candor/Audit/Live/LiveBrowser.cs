using System.Collections.Concurrent;
using System.Text.Json;
using Candor.Audit.Live.Cdp;

namespace Candor.Audit.Live;

/// <summary>
/// One browser and all its targets. Every target (page, popup, frame of another process, worker of any kind) waits when it is born until
/// it is listened to, so nothing that it sends is missed.
/// </summary>
sealed class LiveBrowser : IAsyncDisposable
{
    const int MostPopups = 5;
    const int LargestBody = 8 << 20;

    readonly Chromium chromium;
    readonly PublicDoor? door;
    readonly CdpConnection connection;
    readonly VisitOptions options;
    readonly CancellationToken stop;
    readonly ConcurrentDictionary<string, Target> targets = new();
    readonly ConcurrentDictionary<Task, byte> work = new();
    int popups;

    LiveBrowser(Chromium chromium, PublicDoor? door, VisitOptions options, CancellationToken stop)
    {
        (this.chromium, this.door, this.options, this.stop) = (chromium, door, options, stop);
        connection = new CdpConnection(Heard);
        Wire = new Wire(options) { BodyMissing = e => Run(AskBodyAsync(e)) };
    }

    public Wire Wire { get; }

    public PageSignals Signals { get; } = new();

    /// <summary>The page that the visitor uses.</summary>
    public Target? Main { get; private set; }

    public bool IsCrashed { get; private set; }

    public int Popups => popups;

    public int Downloads { get; private set; }

    public int Dialogs { get; private set; }

    public IReadOnlyCollection<string> Refused => door?.Refused ?? [];

    /// <summary>The main page and every frame that another process draws.</summary>
    public IEnumerable<Target> Pages => targets.Values.Where(t => t.HasPage && (t.Kind == "iframe" || t == Main));

    /// <summary>While set, the main frame stays where it is.</summary>
    bool stays;

    /// <exception cref="VisitException">There is no browser.</exception>
    public static async Task<LiveBrowser> StartAsync(VisitOptions options, CancellationToken cancellationToken)
    {
        var door = options.AllowPrivate ? null : new PublicDoor();
        try
        {
            var chromium = await Chromium.StartAsync(door?.Port, options.BrowserArguments, cancellationToken);
            var browser = new LiveBrowser(chromium, door, options, cancellationToken);
            try
            {
                await browser.AttachAsync(cancellationToken);
                return browser;
            }
            catch
            {
                await browser.DisposeAsync();
                throw;
            }
        }
        catch when (door is not null)
        {
            await door.DisposeAsync();
            throw;
        }
    }

    async Task AttachAsync(CancellationToken cancellationToken)
    {
        await connection.ConnectAsync(chromium.Address, cancellationToken);
        await SendAsync("", "Browser.setDownloadBehavior", new { behavior = "deny", eventsEnabled = true });
        await SendAsync("", "Target.setAutoAttach", new { autoAttach = true, waitForDebuggerOnStart = true, flatten = true });
        var created = await SendAsync("", "Target.createTarget", new { url = "about:blank" });
        var id = created.Str("targetId");
        for (var i = 0; i < 500 && Main is null; i++)
        {
            Main = targets.Values.FirstOrDefault(t => t.Id == id);
            if (Main is null)
                await Task.Delay(10, cancellationToken);
        }
        if (Main is null)
            throw new VisitException(VisitOutcome.NoBrowser, "The browser opens no page.");
        await Task.WhenAll(work.Keys);
    }

    public Task<JsonElement> SendAsync(string session, string method, object? parameters = null) => connection.SendAsync(session, method, parameters, stop);

    public Task<JsonElement> SendAsync(string method, object? parameters = null) => SendAsync(Main!.Session, method, parameters);

    void Heard(CdpEvent told)
    {
        switch (told.Method)
        {
            case "Target.attachedToTarget":
                var info = told.Parameters.Get("targetInfo");
                var target = new Target(info.Str("targetId"), told.Parameters.Str("sessionId"), info.Str("type"));
                targets[target.Session] = target;
                Run(PrepareAsync(target));
                break;
            case "Target.detachedFromTarget":
                targets.TryRemove(told.Parameters.Str("sessionId"), out _);
                break;
            case "Inspector.targetCrashed":
                IsCrashed |= told.Session == Main?.Session;
                break;
            case "Page.javascriptDialogOpening":
                Dialogs++;
                Run(SendAsync(told.Session, "Page.handleJavaScriptDialog", new { accept = told.Parameters.Str("type") == "beforeunload" }));
                break;
            case "Browser.downloadWillBegin":
                Downloads++;
                break;
            case "Fetch.requestPaused":
                Run(PassAsync(told));
                break;
            case "Runtime.bindingCalled":
                Signals.Take(told.Parameters.Str("name"), told.Parameters.Str("payload"), Wire.Page);
                break;
            case "Page.loadEventFired" or "Page.domContentEventFired" or "Page.frameNavigated" or "Page.navigatedWithinDocument" when told.Session == Main?.Session:
                Signals.Loaded(told);
                break;
            default:
                Wire.Take(told, told.Session == Main?.Session && told.Parameters.Str("frameId") == Main.Id);
                break;
        }
    }

    /// <summary>Navigations of the main frame are cancelled from here on.</summary>
    public async Task HoldAsync()
    {
        stays = true;
        await SendAsync("Fetch.enable", new { patterns = new[] { new { urlPattern = "*", resourceType = "Document", requestStage = "Request" } } });
    }

    public async Task ReleaseAsync()
    {
        if (!stays)
            return;
        stays = false;
        await SendAsync("Fetch.disable");
    }

    /// <summary>Listens, then lets it run.</summary>
    async Task PrepareAsync(Target target)
    {
        var steps = new List<Task> { SendAsync(target.Session, "Target.setAutoAttach", new { autoAttach = true, waitForDebuggerOnStart = true, flatten = true }) };
        if (target.Kind is not ("tab" or "browser"))
            steps.Add(SendAsync(target.Session, "Network.enable", new { maxPostDataSize = LargestBody, maxTotalBufferSize = 64 << 20, maxResourceBufferSize = 8 << 20 }));
        if (target.HasPage)
            steps.AddRange([SendAsync(target.Session, "Page.enable"), .. PageScripts.Install(this, target.Session, Signals.Binding, options.GlobalPrivacyControl)]);
        if (target.Kind == "page" && options.GlobalPrivacyControl)
            steps.Add(SendAsync(target.Session, "Network.setExtraHTTPHeaders", new { headers = new Dictionary<string, string> { ["Sec-GPC"] = "1" } }));
        if (target.Kind == "page" && Main is not null && target.Id != Main.Id && Interlocked.Increment(ref popups) > MostPopups)
            steps.Add(SendAsync("", "Target.closeTarget", new { targetId = target.Id }));
        // Sent in this order over one connection, the last takes effect after the others.
        steps.Add(SendAsync(target.Session, "Runtime.runIfWaitingForDebugger"));
        foreach (var step in steps)
            try
            {
                await step;
            }
            catch (CdpException)
            {
                // Workers know no pages, and a target may be gone before it answers.
            }
    }

    async Task PassAsync(CdpEvent told)
    {
        var requestId = told.Parameters.Str("requestId");
        if (stays && told.Parameters.Str("frameId") == Main!.Id)
            await SendAsync(told.Session, "Fetch.failRequest", new { requestId, errorReason = "Aborted" });
        else
            await SendAsync(told.Session, "Fetch.continueRequest", new { requestId });
    }

    async Task AskBodyAsync(WireEntry entry)
    {
        var answer = await SendAsync(entry.Session, "Network.getRequestPostData", new { requestId = entry.Id });
        var text = answer.Str("postData");
        Wire.SetBody(entry, answer.Flag("base64Encoded") ? Convert.FromBase64String(text) : System.Text.Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Work that an event starts; its failure means that its target is gone.</summary>
    void Run(Task task)
    {
        work.TryAdd(task, 0);
        _ = task.ContinueWith(t => { _ = t.Exception; work.TryRemove(t, out _); }, TaskScheduler.Default);
    }

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        await chromium.DisposeAsync();
        if (door is not null)
            await door.DisposeAsync();
    }
}
