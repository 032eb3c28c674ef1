using Candor.Analyze;
using Candor.Sites;

namespace Candor.Dashboard.View;

/// <summary>The list of sites with a number and a line for each.</summary>
sealed partial class SiteCards(ReportRunner reports, TimeProvider clock, ILogger<SiteCards> log)
{
    public async Task<IReadOnlyList<SiteCard>> ReadAsync(IReadOnlyList<SiteInfo> sites, CancellationToken cancellationToken)
    {
        var cards = new List<SiteCard>();
        foreach (var some in sites.Chunk(4))
            cards.AddRange(await Task.WhenAll(some.Select(s => ReadAsync(s, cancellationToken))));
        return cards;
    }

    async Task<SiteCard> ReadAsync(SiteInfo site, CancellationToken cancellationToken)
    {
        try
        {
            var request = PageRequest.Read(site, new PageState("/"), clock.GetUtcNow());
            var overview = await reports.RunAsync(Reports.Overview, request, cancellationToken);
            var series = await reports.RunAsync(Reports.TimeSeries, request with { Compare = null }, cancellationToken);
            var before = overview.Previous?.Visitors ?? 0;
            return new(site.Id, site.Name, overview.Visitors, Change.Between(overview.Visitors, before, Format.Number(before)), [.. series.Select(p => (double)p.Visitors)]);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            CardFailed(e, site.Id);
            return new(site.Id, site.Name, null, null, []);
        }
    }

    [LoggerMessage(EventId = 601, Level = LogLevel.Error, Message = "The numbers of site {Site} could not be read.")]
    private partial void CardFailed(Exception exception, string site);
}
