namespace Candor.Store;

/// <summary>The texts of an <see cref="EventRow"/>.</summary>
enum EventText
{
    Site,
    Name,
    Host,
    Path,
    Query,
    Title,
    Referrer,
    Props,
    Currency,
    Visitor,
    Matching,
    Screen,
    Language,
    Country,
    Region,
    Device,
    Browser,
    Os,
    Bot,
    Removed,
}
