namespace Candor.Guard.Policy;

/// <summary>Where policies are kept as numbered versions, the newest of which is in force on every node.</summary>
interface IPolicyVersions
{
    /// <summary>Null while there is none. Asked every second, so it has to be at hand.</summary>
    PolicyText? InForce { get; }

    /// <summary>Takes the policy of a file that was read without mistakes. What this node's file said before already changes nothing.</summary>
    /// <returns>False when it cannot be recorded now: the file holds on this node, and is offered again.</returns>
    bool Offer(string text);
}
