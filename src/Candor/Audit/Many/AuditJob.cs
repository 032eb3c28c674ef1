namespace Candor.Audit.Many;

/// <summary>An audit that somebody asked for, or that is due.</summary>
/// <param name="State"><c>waiting</c>, <c>visiting</c>, or the outcome.</param>
sealed record AuditJob(string Source, DateTimeOffset Asked, string State, string Message)
{
    public bool IsOpen => State is "waiting" or "visiting";
}
