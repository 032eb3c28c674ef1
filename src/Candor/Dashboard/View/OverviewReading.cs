using Candor.Analyze;

namespace Candor.Dashboard.View;

/// <summary>Asks everything that the overview shows, all at once.</summary>
sealed partial class OverviewReading(ReportRunner reports, HealthNotices notices, NoveltyReading novelties, TimeProvider clock, ILogger<OverviewReading> log)
{
    public async Task<OverviewView> ReadAsync(ReportRequest request, PageState state, CancellationToken cancellationToken)
    {
        var panels = new PanelReading(reports, request, state);
        var lined = state.Compare is "previous" or "year";
        var overview = reports.RunAsync(Reports.Overview, request, cancellationToken);
        var series = reports.RunAsync(Reports.TimeSeries, request with { Compare = lined ? request.Compare : null }, cancellationToken);
        var seal = reports.RunAsync(Reports.GuardSummary, request with { Compare = null, Limit = 5 }, cancellationToken);
        var live = reports.RunAsync(Reports.Live, request, cancellationToken);
        var health = reports.RunAsync(Reports.Health, request, cancellationToken);
        var drawn = Panels.All.Select(p => DrawAsync(p, panels, cancellationToken)).ToList();
        var novel = novelties.ReadAsync(request, cancellationToken);
        await Task.WhenAll([overview, series, seal, live, health, novel, .. drawn]);

        var now = clock.GetUtcNow();
        return new OverviewView(
            MetricReading.Of(await overview, state),
            SeriesReading.Of(await series, request, state, now),
            [.. drawn.Select(d => d.Result)],
            SealOf(await seal, request, state),
            [.. notices.Of(request.Site, await health)],
            await novel,
            (await live).Visitors,
            (await health).LastReceived is null);
    }

    /// <summary>One panel that fails says so in its place; the others stand.</summary>
    async Task<PanelView> DrawAsync(PanelKind panel, PanelReading panels, CancellationToken cancellationToken)
    {
        try
        {
            return await panels.ReadAsync(panel, cancellationToken);
        }
        catch (Exception e) when (e is not (OperationCanceledException or ReportRefusedException))
        {
            PanelFailed(e, panel.Key);
            return new PanelView(panel.Key, panel.Title, [], "", "", [], null, null, "This could not be read just now. The server's log says why; reload to try again.");
        }
    }

    static SealView SealOf(GuardRemovals removals, ReportRequest request, PageState state)
    {
        var most = (double)Math.Max(1, removals.Categories.Select(c => c.Events).DefaultIfEmpty(1).Max());
        var mostOnPage = (double)Math.Max(1, removals.Pages.Select(c => c.Events).DefaultIfEmpty(1).Max());
        return new SealView(state.On($"/sites/{request.Site}/guard").Href, removals.Redacted, removals.Events, removals.Dropped ?? 0,
            [.. removals.Categories.Select(c => new SealRow(Removals.Label(c.Name), null, c.Events, c.Events / most))],
            [.. removals.Pages.Take(3).Select(p => new SealRow(p.Name.Length == 0 ? "No page" : p.Name, state.WithFilter(PageRequest.FilterOf("page", p.Name)).Href, p.Events, p.Events / mostOnPage))],
            [.. removals.Days.Select(d => d.Events)],
            state.ReportHref("guard", request.Site, "&part=categories&format=csv"));
    }

    [LoggerMessage(EventId = 600, Level = LogLevel.Error, Message = "The panel {Panel} could not be read.")]
    private partial void PanelFailed(Exception exception, string panel);

    [LoggerMessage(EventId = 602, Level = LogLevel.Error, Message = "The overview of site {Site} could not be read.")]
    public partial void Failed(Exception exception, string site);
}
