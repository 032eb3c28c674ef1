using Candor.Store;

namespace Candor.Tests.Store;

public sealed class EventBatchTests
{
    [Fact]
    public void ABatchGivesBackWhatALargerOneNeeded()
    {
        using var batch = new EventBatch();
        var line = StoreTest.Line(StoreTest.View("/a"));
        for (var i = 1; i <= 50_000; i++)
            batch.Add(i, line);
        batch.Shrink();
        for (var i = 1; i <= 20_000; i++)
            batch.Add(i, line);
        Assert.Equal(20_000, batch.Count);
        Assert.Equal("/a", batch.Arena.Text(batch[19_999][EventText.Path]));
    }
}
