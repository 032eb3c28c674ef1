using Candor.Audit.Live;

namespace Candor.Audit.Many;

/// <summary>How the audit of one source ended. There is no source without one.</summary>
/// <param name="Outcome"><c>done</c>, or what kept it from being: <c>missing</c>, <c>unreadable</c>, <c>failed</c>, or one of <see cref="VisitOutcome"/> as <c>timed-out</c>.</param>
/// <param name="Message">What to tell of a failure; empty when it is done.</param>
sealed record SiteOutcome(string Source, string Outcome, string Message, DateTimeOffset At, TimeSpan Took, AuditReport? Report)
{
    public const string Done = "done";

    /// <summary>Audits a source; whatever goes wrong is its outcome. Only being stopped is not.</summary>
    public static async Task<SiteOutcome> OfAsync(string source, Func<string, CancellationToken, Task<AuditReport>> audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        try
        {
            var report = await audit(source, cancellationToken);
            return new SiteOutcome(source, Done, "", clock.GetUtcNow(), clock.GetElapsedTime(start), report);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return new SiteOutcome(source, NameOf(e), e.Message, clock.GetUtcNow(), clock.GetElapsedTime(start), null);
        }
    }

    /// <summary>Trying again may help: the network or the machine was at fault, not the source.</summary>
    public static bool MayPass(string outcome) => outcome is "failed" or "no-answer" or "timed-out" or "crashed" or "no-browser";

    /// <summary>The name of what went wrong.</summary>
    static string NameOf(Exception e) => e switch
    {
        VisitException visit => NameOf(visit.Outcome),
        FileNotFoundException or DirectoryNotFoundException => "missing",
        FormatException => "unreadable",
        _ => "failed",
    };

    static string NameOf(VisitOutcome outcome) => string.Concat(outcome.ToString().Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
