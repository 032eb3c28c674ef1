namespace Candor.Store;

/// <summary>The ids that an engine holds; times in milliseconds since 1970 UTC, the end not included.</summary>
interface IIdSource
{
    long Count(long from, long to);

    void Read(long from, long to, Action<UInt128> id);
}
