using Candor.Store;

namespace Candor.Tests.Analyze;

public sealed class DuckDbReportTests : ReportContract
{
    private protected override IEventStore StoreOf(IReadOnlyList<Hit> hits) => new ScratchStore(hits);
}
