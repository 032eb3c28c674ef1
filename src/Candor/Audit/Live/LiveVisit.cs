using Candor.Audit.Live.Cdp;

namespace Candor.Audit.Live;

/// <summary>One audit of an address: a fresh browser, the pages of the site, and the report.</summary>
sealed class LiveVisit(AuditKnowledge knowledge, TimeProvider clock)
{
    /// <exception cref="VisitException">There is no page at the address, or no browser.</exception>
    public async Task<AuditReport> VisitAsync(AuditAddress address, AuditOptions options, CancellationToken cancellationToken)
    {
        var visit = options.Visit;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(visit.LongestLoad + visit.LongestPage * visit.Pages);
        var marks = new Marks();
        var pages = new List<AuditedPage>();
        var remarks = new List<string>();
        try
        {
            await using var browser = await LiveBrowser.StartAsync(visit, limit.Token);
            var visitor = new Visitor(browser, marks);
            var page = new PageVisit(browser, visitor, visit, clock);
            try
            {
                await GoAsync(address.ToString(), browser, visitor, page, visit, pages, remarks, limit.Token);
            }
            catch (Exception e) when (pages.Count > 0 && e is CdpException or OperationCanceledException or VisitException && !cancellationToken.IsCancellationRequested)
            {
                remarks.Add(e is OperationCanceledException ? "The visit reached its time limit; what was seen until then is judged." : browser.IsCrashed ? "The page crashed; what was seen until then is judged." : $"The visit ended early: {e.Message}");
            }
            remarks.AddRange(Limits(browser, visit));
            return Report(address.ToString(), browser, page, marks, pages, remarks, options);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new VisitException(VisitOutcome.TimedOut, $"{address} did not come to an end within its time limit.");
        }
        catch (CdpException e)
        {
            throw new VisitException(VisitOutcome.Crashed, $"{address}: the browser ended. {e.Message}");
        }
    }

    static async Task GoAsync(string first, LiveBrowser browser, Visitor visitor, PageVisit page, VisitOptions visit, List<AuditedPage> pages, List<string> remarks, CancellationToken cancellationToken)
    {
        var ahead = new Queue<string>([first]);
        var known = new HashSet<string>(StringComparer.Ordinal) { first };
        while (ahead.TryDequeue(out var next) && pages.Count < visit.Pages && !browser.Wire.IsTooMuch)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(visit.LongestPage);
            try
            {
                await page.OpenAsync(next, limit.Token);
                pages.Add(await AboutAsync(browser, next));
                foreach (var link in await visitor.LinksAsync())
                    if (known.Add(link))
                        ahead.Enqueue(link);
                await page.UseAsync(pages.Count == 1, limit.Token);
                await page.LeaveAsync(limit.Token);
            }
            catch (VisitException e) when (pages.Count > 0)
            {
                remarks.Add(e.Message);
            }
            catch (OperationCanceledException) when (pages.Count > 0 && !cancellationToken.IsCancellationRequested)
            {
                remarks.Add($"{next} was left after {visit.LongestPage.TotalSeconds:0} seconds; what was seen until then is judged.");
            }
        }
    }

    static async Task<AuditedPage> AboutAsync(LiveBrowser browser, string address)
    {
        var document = browser.Wire.LastDocument();
        var title = (await browser.SendAsync("Runtime.evaluate", new { expression = "document.title", returnByValue = true, timeout = 1_000 })).Get("result").Str("value");
        return new AuditedPage(document?.Url ?? address, title.Length <= 300 ? title : title[..300]);
    }

    static IEnumerable<string> Limits(LiveBrowser browser, VisitOptions visit)
    {
        if (browser.Wire.IsTooMuch)
            yield return $"The visit was ended at its limit: {visit.MostRequests} requests or {visit.MostBytes >> 20} MB.";
        if (browser.Refused.Count > 0)
            yield return $"The page asked for private addresses, which were not reached: {string.Join(", ", browser.Refused)}.";
        if (browser.Wire.LastDocument() is { Status: >= 400 } document)
            yield return $"The page answered with status {document.Status}.";
        if (browser.Downloads > 0)
            yield return $"{browser.Downloads} downloads were refused.";
        if (browser.Dialogs > 0)
            yield return $"{browser.Dialogs} dialogs were closed.";
        if (browser.Popups > 0)
            yield return $"{browser.Popups} windows were opened by the page.";
    }

    AuditReport Report(string source, LiveBrowser browser, PageVisit page, Marks marks, List<AuditedPage> pages, List<string> remarks, AuditOptions options)
    {
        var auditor = new Auditor(knowledge, options with { IsLive = true }, new Needles(marks.Typed, marks.Pressed));
        foreach (var (request, choice) in browser.Wire.All())
            if (request is not null)
                auditor.Observe(request);
            else
                auditor.Chose(choice!.Value);
        if (page.WasAsked && !page.WasAnswered)
        {
            auditor.Asked();
            if (options.Visit.Consent != ConsentAnswer.None)
                remarks.Add("A banner asked for consent and could not be answered.");
        }
        auditor.Saw(browser.Signals.Behaviours);
        return auditor.Finish(source, pages, remarks, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
    }
}
