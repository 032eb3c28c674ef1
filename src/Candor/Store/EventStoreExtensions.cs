using Candor.Journal;

namespace Candor.Store;

static class EventStoreExtensions
{
    /// <summary>Stores one batch of journal records. The loader folds several into one <see cref="EventBatch"/> when it is behind.</summary>
    public static async Task<LoadOutcome> LoadAsync(this IEventStore store, JournalBatch records, CancellationToken cancellationToken)
    {
        using var batch = new EventBatch();
        batch.Add(records);
        return await store.LoadAsync(batch, cancellationToken);
    }
}
