namespace Candor.Audit.Live;

/// <summary>What the visitor answers a banner.</summary>
enum ConsentAnswer : byte
{
    None,
    Accept,
    Reject,
}
