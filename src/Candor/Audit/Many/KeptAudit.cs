using DuckDB.NET.Data;

namespace Candor.Audit.Many;

/// <summary>One audit that is kept, without its report.</summary>
sealed record KeptAudit(string Id, string Source, DateTimeOffset At, string Outcome, string Message, TimeSpan Took, int Requests, int Pages, int High, int Medium, int Low)
{
    public const string Columns = "select id, source, finished, outcome, message, milliseconds, requests, pages, high, medium, low from audits";

    public bool IsDone => Outcome == SiteOutcome.Done;

    /// <summary>Reads a row of <see cref="Columns"/>.</summary>
    public static KeptAudit Read(DuckDBDataReader r) => new(r.GetString(0), r.GetString(1), new DateTimeOffset(DateTime.SpecifyKind(r.GetDateTime(2), DateTimeKind.Unspecified), TimeSpan.Zero), r.GetString(3), r.GetString(4),
        TimeSpan.FromMilliseconds(r.GetInt64(5)), r.GetInt32(6), r.GetInt32(7), r.GetInt32(8), r.GetInt32(9), r.GetInt32(10));
}
