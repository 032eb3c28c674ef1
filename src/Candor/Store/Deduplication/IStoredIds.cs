namespace Candor.Store;

/// <summary>The ids that an engine holds; times in milliseconds since 1970 UTC, the end not included.</summary>
interface IStoredIds
{
    long Count(long from, long to);

    void Read(long from, long to, Action<UInt128> id);

    /// <summary>Every stored event that has the id of one of these rows, from 48 hours before the earliest to 48 hours after the latest.</summary>
    List<StoredKey> Find(EventBatch batch, IReadOnlyList<int> rows);
}
