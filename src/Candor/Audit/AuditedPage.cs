namespace Candor.Audit;

/// <param name="Title">Empty when the recording has none that can be trusted.</param>
sealed record AuditedPage(string Url, string Title);
