namespace Candor.Audit;

/// <summary>A host other than the site's own that was asked for something.</summary>
/// <param name="Category"><c>advertising</c>, <c>analytics</c>, <c>session-replay</c>, <c>tag-manager</c>, <c>cdn</c>, …; <c>unknown</c> when no list has it.</param>
/// <param name="Cookies">Different names set by it or sent to it.</param>
sealed record Tracker(string Host, string Owner, string Category, int Requests, int Cookies);
