using Candor.Collect.Wire;
using Candor.Journal;

namespace Candor.Collect;

/// <summary>What became of one request's events.</summary>
/// <param name="Accepted">Events taken: durable, or dropped by the policy with nothing left to keep.</param>
/// <param name="Problems">Events that were refused; null when none was.</param>
/// <param name="Append">How the journal answered. Unless durable, nothing of this request was kept.</param>
/// <param name="Wait">After a refusal for the rate, how long to wait.</param>
/// <param name="Gate">The site of the last event that named one that exists.</param>
/// <param name="NewCookie">The visitor id that was made for a visitor who consented.</param>
readonly record struct IntakeOutcome(int Accepted, ProblemList? Problems, AppendStatus Append, TimeSpan Wait, SiteGate? Gate, string? NewCookie);
