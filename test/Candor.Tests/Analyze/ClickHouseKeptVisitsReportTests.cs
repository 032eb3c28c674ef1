using Candor.Analyze;
using Candor.Analyze.Rollups;
using Candor.Store;
using Candor.Store.ClickHouse;
using Candor.Tests.Support;

namespace Candor.Tests.Analyze;

/// <summary>The same answers when the visits of most days are kept, in the zone that is asked for, and some are not.</summary>
public sealed class ClickHouseKeptVisitsReportTests : ReportContract, IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly HashSet<(IEventStore, string)> prepared = [];

    private protected override IEventStore Open()
    {
        var database = ClickHouseServer.NewDatabase();
        return ClickHouseEventStore.Open(new ClickHouseOptions { Nodes = [ClickHouseServer.Shared.Address], Database = database, Folder = folder[database] }, TimeProvider.System);
    }

    private protected override Task Fill(IEventStore store, IReadOnlyList<Hit> hits) => SignTable.FillAsync(store, hits);

    private protected override async Task Prepare(IEventStore store, ReportRequest request)
    {
        if (!prepared.Add((store, request.Zone.Id)))
            return;
        var (first, last) = (Days.Number(new(2026, 10, 14)), Days.Number(new(2026, 10, 31)));
        var state = await VisitDayState.ReadAsync(store, Site, request.Zone, first, last, CancellationToken.None);
        for (var day = first; day <= last; day++)
            if (day % 5 != 2)
                await store.VisitDays!.FoldAsync(state.Of(day), CancellationToken.None);
    }

    public void Dispose() => folder.Dispose();
}
