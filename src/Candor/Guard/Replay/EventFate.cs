namespace Candor.Guard.Replay;

enum EventFate : byte
{
    Same,

    /// <summary>Kept by both, with differences in its fields.</summary>
    Changed,

    /// <summary>Only the policy in force keeps it.</summary>
    Lost,

    /// <summary>Only the new policy keeps it.</summary>
    Returned,

    /// <summary>Neither keeps it.</summary>
    Dropped,
}
