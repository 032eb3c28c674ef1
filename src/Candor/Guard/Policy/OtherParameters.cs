namespace Candor.Guard.Policy;

/// <summary>What happens to query parameters that are not on the allow list.</summary>
enum OtherParameters : byte
{
    /// <summary>Kept when no detector finds anything in them.</summary>
    Examine,

    Remove,
}
