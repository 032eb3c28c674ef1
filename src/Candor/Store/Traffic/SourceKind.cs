namespace Candor.Store;

enum SourceKind
{
    Unknown,
    Search,
    Social,
    Email,
    Ai,
    Video,
    Shopping,
}
