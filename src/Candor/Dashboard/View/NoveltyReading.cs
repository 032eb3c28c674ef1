using Candor.Analyze;
using Candor.Analyze.Novelties;

namespace Candor.Dashboard.View;

/// <summary>What a site sends that it did not send before. A page does without it rather than wait or fail.</summary>
sealed partial class NoveltyReading(NoveltyWatch watch, ILogger<NoveltyReading> log)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    public async Task<IReadOnlyList<NoveltyRow>> ReadAsync(ReportRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var found = await watch.WithinAsync(Patience, request.Site, request.Zone, cancellationToken);
            return [.. found.Select(n => new NoveltyRow(n.Sentence.Split('`'), HrefOf(n, request.Site), n.Category.Length > 0))];
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Failed(e, request.Site);
            return [];
        }
    }

    /// <summary>Seven days, since it looks back as far whatever the page shows.</summary>
    static string HrefOf(Novelty novelty, string site)
    {
        var page = new PageState(novelty.Category.Length > 0 ? $"/sites/{site}/guard" : $"/sites/{site}") { Period = "7d" };
        page = page.WithFilter(PageRequest.FilterOf("event", novelty.Event));
        if (novelty.Category.Length > 0 && !novelty.InPage)
            page = page.WithFilter(PageRequest.FilterOf("withheld", novelty.Category));
        return novelty.Kind == NoveltyKind.Property ? page.With("actions", "properties").Href : page.Href;
    }

    [LoggerMessage(EventId = 603, Level = LogLevel.Error, Message = "What is new on site {Site} could not be read.")]
    private partial void Failed(Exception exception, string site);
}
