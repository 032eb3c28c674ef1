using Candor.Store;
using Candor.Store.ClickHouse;
using Candor.Tests.Support;

namespace Candor.Tests.Store.ClickHouse;

public sealed class ClickHouseStoreTests : SessionContract
{
    readonly TemporaryFolder folder = new();
    readonly string database = ClickHouseServer.NewDatabase();

    private protected override IEventStore Open() => ClickHouseEventStore.Open(
        new ClickHouseOptions { Nodes = [ClickHouseServer.Shared.Address], Database = database, Folder = folder["store"] }, TimeProvider.System);

    private protected override IReadOnlyList<string> Emptied => ["truncate table signs", "truncate table duplicates", "truncate table visitors_seen"];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Dispose();
    }
}
