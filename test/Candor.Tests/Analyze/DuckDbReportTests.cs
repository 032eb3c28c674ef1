using Candor.Store;
using Candor.Store.DuckDb;
using Candor.Tests.Support;

namespace Candor.Tests.Analyze;

public sealed class DuckDbReportTests : ReportContract, IDisposable
{
    readonly TemporaryFolder folder = new();
    int stores;

    private protected override IEventStore Open() => DuckDbEventStore.Open(new() { Path = folder[$"{stores++}.duckdb"], MemoryLimit = "512MB" }, TimeProvider.System);

    public void Dispose() => folder.Dispose();
}
