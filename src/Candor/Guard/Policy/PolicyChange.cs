namespace Candor.Guard.Policy;

/// <summary>One thing that a new policy does otherwise, in words.</summary>
/// <param name="Site">Domain or site id as the policy names it; empty for all.</param>
/// <param name="Page">A page pattern; empty for all.</param>
/// <param name="Event">An event's name; empty for all.</param>
/// <param name="Sentence">Complete, with names in backticks: <c>From now on `Schedule` no longer carries `doctor`.</c></param>
sealed record PolicyChange(string Site, string Page, string Event, string Sentence);
