using Candor.Audit.Recordings;

namespace Candor.Audit;

/// <summary>One audit from its source to its report.</summary>
static class AuditRun
{
    /// <exception cref="IOException">The recording cannot be opened.</exception>
    /// <exception cref="FormatException">The file is no recording.</exception>
    public static AuditReport Recording(string path, AuditKnowledge knowledge, AuditOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var har = HarFile.Open(path);
        return Recording(path, har, knowledge, options, clock, cancellationToken);
    }

    public static AuditReport Recording(string source, HarFile har, AuditKnowledge knowledge, AuditOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var auditor = new Auditor(knowledge, options);
        foreach (var request in har.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            auditor.Observe(request);
        }
        if (har.IsBroken)
            throw new FormatException($"{source}: {har.Trouble}. A recording is the file that a browser's network panel saves as HAR.");
        var report = auditor.Finish(source, har.Pages, har.Remarks, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        return har.IsEmpty ? report with { Remarks = [.. report.Remarks, "The recording holds no request."] } : report;
    }
}
