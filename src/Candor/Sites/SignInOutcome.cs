namespace Candor.Sites;

/// <param name="User">Who signed in; null when refused.</param>
/// <param name="Stamp">Goes into the session; it ends when the stored one changes.</param>
/// <param name="RetryAfter">How long further tries are refused unread.</param>
sealed record SignInOutcome(UserInfo? User, string? Stamp, TimeSpan RetryAfter);
