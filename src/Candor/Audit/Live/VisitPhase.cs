namespace Candor.Audit.Live;

/// <summary>What the visitor was doing when a message left.</summary>
enum VisitPhase : byte
{
    Loading,
    Choosing,
    Reading,
    Typing,
    Pressing,
    Leaving,
}
