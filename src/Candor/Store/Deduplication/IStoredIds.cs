namespace Candor.Store;

/// <summary>The ids that an engine holds, with what they belong to.</summary>
interface IStoredIds : IIdSource
{
    /// <summary>Every stored event that has the id of one of these rows, from 48 hours before the earliest to 48 hours after the latest.</summary>
    List<StoredKey> Find(EventBatch batch, IReadOnlyList<int> rows);
}
