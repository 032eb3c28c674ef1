namespace Candor.Audit.Findings;

enum ConsentChoice : byte
{
    /// <summary>A choice was told, and nobody can see which.</summary>
    Unclear,
    Accepted,
    Refused,
}
