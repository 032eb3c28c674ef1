using Candor.Store;
using Candor.Store.ClickHouse;
using Candor.Tests.Support;

namespace Candor.Tests.Analyze;

public sealed class ClickHouseReportTests : ReportContract, IDisposable
{
    readonly TemporaryFolder folder = new();

    private protected override IEventStore Open()
    {
        var database = ClickHouseServer.NewDatabase();
        return ClickHouseEventStore.Open(new ClickHouseOptions { Nodes = [ClickHouseServer.Shared.Address], Database = database, Folder = folder[database] }, TimeProvider.System);
    }

    private protected override Task Fill(IEventStore store, IReadOnlyList<Hit> hits) => SignTable.FillAsync(store, hits);

    public void Dispose() => folder.Dispose();
}
