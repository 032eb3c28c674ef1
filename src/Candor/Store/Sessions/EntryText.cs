namespace Candor.Store;

/// <summary>The texts by which a session is described, in the order of the table's columns.</summary>
enum EntryText
{
    Host,
    Path,
    Referrer,
    Source,
    Channel,
    UtmSource,
    UtmMedium,
    UtmCampaign,
    UtmTerm,
    UtmContent,
    Country,
    Region,
    Device,
    Browser,
    Os,
    Language,
}
