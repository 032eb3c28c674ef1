namespace Candor.Collect.Wire;

/// <summary>Sizes that the wire format promises (docs/wire-format.md). Longer text is cut where half of it still says
/// something, and refused where half of it would be something else.</summary>
static class WireLimits
{
    public const int EventBytes = 64 * 1024;
    public const int BatchBytes = 500 * 1024;
    public const int Depth = 8;
    public const int Properties = 255;
    public const int Name = 100;
    public const int PropertyName = 100;
    public const int Id = 256;
    public const int Site = 64;
    public const int Visitor = 128;
    public const int Url = 8192;
    public const int Title = 1000;
    public const int Screen = 20;
    public const int Language = 35;

    /// <summary>1990-01-01: no event of the web is older.</summary>
    public const long EarliestTime = 631_152_000_000;

    /// <summary>9999-12-31, the last day that every reader of a time can write.</summary>
    public const long LatestTime = 253_402_214_400_000;
}
