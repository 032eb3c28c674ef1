namespace Candor.Store;

enum StoreOpenProblem
{
    Unknown,
    LockedByAnotherProcess,
    Corrupt,
    NewerEngine,
    NewerSchema,
    MigrationFailed,
    NoAccess,
    DiskFull,
}
