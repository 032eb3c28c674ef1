namespace Candor.Store;

/// <summary>What an event is to its session: the lower, the better it describes it.</summary>
enum EventClass : byte
{
    PageView,
    Other,
    Engagement,
}
