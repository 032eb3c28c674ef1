using Candor.Guard;

namespace Candor.Audit.Policies;

/// <summary>What Candor's Guard would have made of one event that a tracker was told, had the site's owner collected it under the policy.</summary>
/// <param name="Undeclared">Why the policy does not let this go to the tracker; empty when it does.</param>
sealed record GuardAnswer(VerdictKind Verdict, IReadOnlyList<WithheldField> Withheld, string Undeclared)
{
    public bool IsDeclared => Undeclared.Length == 0;
}
