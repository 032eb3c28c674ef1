namespace Candor.Store;

/// <summary>The members of an event line, in the order in which <see cref="EventLine"/> writes them.</summary>
enum LineMember
{
    Site,
    Id,
    Name,
    Time,
    Received,
    Url,
    Title,
    Referrer,
    Props,
    Value,
    Currency,
    Visitor,
    User,
    Consent,
    Screen,
    Language,
    Country,
    Region,
    Device,
    Browser,
    Os,
    Bot,
    Source,
    Removed,
    Unknown,
}
