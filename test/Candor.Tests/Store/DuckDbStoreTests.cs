using Candor.Store;
using Candor.Store.DuckDb;
using Candor.Tests.Support;

namespace Candor.Tests.Store;

public sealed class DuckDbStoreTests : SessionContract
{
    readonly TemporaryFolder folder = new();

    private protected override IEventStore Open() =>
        DuckDbEventStore.Open(new EventStoreOptions { Path = folder["events.duckdb"], MemoryLimit = "512MB" }, TimeProvider.System);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Dispose();
    }
}
