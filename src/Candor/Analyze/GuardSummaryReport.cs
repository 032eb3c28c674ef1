using Candor.Analyze.Time;
using Candor.Analyze.Withheld;

namespace Candor.Analyze;

/// <summary>The quick part of <see cref="GuardReport"/>, without fields, events and rules: for the overview, which everyone opens.</summary>
sealed class GuardSummaryReport() : Report<GuardRemovals>("guard-summary", "How much did Guard take out?", ReportJson.Readable.GuardRemovals)
{
    public override async Task<GuardRemovals> RunAsync(ReportSource source, ReportRequest request, CancellationToken cancellationToken)
    {
        var counted = GuardReport.CountAsync(source.Store, request, Interval.Day, cancellationToken);
        var pages = RedactedSql.ByColumnAsync(source.Store, request, "path", cancellationToken);
        await Task.WhenAll(counted, pages);
        return (await counted) with { Categories = [.. (await counted).Categories.Take(request.Limit)], Pages = await pages };
    }
}
