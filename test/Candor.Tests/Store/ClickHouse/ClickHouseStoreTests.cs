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

    private protected override int Rounds => 10;

    /// <summary>Faster than to delete.</summary>
    private protected override Task Empty() =>
        Store.ExecuteAsync([.. new[] { "signs", "duplicates", "visitors_seen" }.Select(table => new SqlStatement(new SqlText($"truncate table {table}")))], CancellationToken.None);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Dispose();
    }
}
