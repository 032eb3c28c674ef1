namespace Candor;

/// <summary>What stands at a place of the configuration file.</summary>
enum ConfigKind : byte
{
    Missing,
    Empty,
    Scalar,
    List,
    Map,
}
