namespace Candor.Store.DuckDb;

/// <summary>Places in a load at which a test can stop it.</summary>
enum LoadPoint
{
    Deduplicated,
    SessionsAssigned,
    EventsWritten,
    SessionsWritten,
    VisitorsWritten,
    StaleWritten,
    PositionWritten,
    Committed,
}
