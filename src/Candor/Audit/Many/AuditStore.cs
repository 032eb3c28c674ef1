using System.IO.Compression;
using Candor.Audit.Findings;
using Candor.Audit.Reports;
using DuckDB.NET.Data;

namespace Candor.Audit.Many;

/// <summary>
/// Audits that are kept: a DuckDB file of its own beside the events'. It is open only while it is asked or written to, so that a run in one
/// process and the dashboard in another can both use it; whoever finds it open elsewhere waits.
/// </summary>
sealed class AuditStore(string path)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    static readonly string Schema = ReadSchema();

    /// <summary>The run of the same list that was not ended, else a new one.</summary>
    public string Begin(SourceList list, DateTimeOffset now) => With(db =>
    {
        var open = db.Rows("select id from runs where sha256 = $1 and ended is null order by started desc limit 1", r => r.GetString(0), list.Sha256);
        if (open.Count > 0)
            return open[0];
        var id = Guid.CreateVersion7(now).ToString("N");
        db.Run("insert into runs values ($1, $2, $3, $4, $5, null)", id, list.Name, list.Sha256, list.Sources.Count, now.UtcDateTime);
        return id;
    });

    public void End(string run, DateTimeOffset now) => With(db => db.Run("update runs set ended = $2 where id = $1", run, now.UtcDateTime));

    /// <summary>The last outcome of each source of a run.</summary>
    public IReadOnlyList<(string Source, string Outcome)> Outcomes(string run) => With(db =>
        db.Rows("select source, arg_max(outcome, finished) from audits where run = $1 group by source", r => (r.GetString(0), r.GetString(1)), run));

    /// <summary>All or none of them.</summary>
    public void Save(string run, IReadOnlyList<SiteOutcome> outcomes) => With(db =>
    {
        db.Run("begin");
        try
        {
            foreach (var outcome in outcomes)
                Save(db, run, outcome);
            return db.Run("commit");
        }
        catch
        {
            db.Run("rollback");
            throw;
        }
    });

    /// <summary>The last audit of each source, the worst first; failures at the end.</summary>
    public IReadOnlyList<KeptAudit> Latest(string? run = null) => With(db => db.Rows(
        $"{KeptAudit.Columns} where ($1 is null or run = $1) qualify row_number() over (partition by source order by finished desc) = 1 order by outcome <> 'done', high desc, medium desc, low desc, source", KeptAudit.Read, run));

    /// <summary>The audits of one source, the newest first.</summary>
    public IReadOnlyList<KeptAudit> Of(string source) => With(db => db.Rows($"{KeptAudit.Columns} where source = $1 order by finished desc limit 100", KeptAudit.Read, source));

    public KeptAudit? Find(string id) => With(db => db.Rows($"{KeptAudit.Columns} where id = $1", KeptAudit.Read, id)).FirstOrDefault();

    /// <summary>The JSON report of an audit; null for one that failed or is unknown.</summary>
    public byte[]? Report(string id) => With(db => db.Rows("select report from audits where id = $1 and report is not null", r =>
    {
        using var packed = new GZipStream(r.GetStream(0), CompressionMode.Decompress);
        using var json = new MemoryStream();
        packed.CopyTo(json);
        return json.ToArray();
    }, id)).FirstOrDefault();

    /// <summary>Findings of the last audit of each source, without their evidence.</summary>
    public IReadOnlyList<(string Source, Finding Finding)> Findings(string? run = null) => With(db => db.Rows(
        """
        with latest as (select id, source from audits where outcome = 'done' and ($1 is null or run = $1) qualify row_number() over (partition by source order by finished desc) = 1)
        select source, rule, severity, level, known, vendor, host, page, summary, times from findings join latest on latest.id = findings.audit
        """, r => (r.GetString(0), new Finding
        {
            Rule = r.GetString(1), Severity = Enum.Parse<Severity>(r.GetString(2), ignoreCase: true), Level = r.GetString(3) is { Length: > 0 } level ? Enum.Parse<RuleLevel>(level, ignoreCase: true) : null,
            IsKnown = r.GetBoolean(4), Vendor = r.GetString(5), Host = r.GetString(6), Page = r.GetString(7), Summary = r.GetString(8), Times = r.GetInt32(9),
        }), run));

    public IReadOnlyList<Schedule> Schedules() => With(db => db.Rows("select source, hours, next from schedules order by source", r => new Schedule(r.GetString(0), r.GetInt32(1), new DateTimeOffset(r.GetDateTime(2), TimeSpan.Zero))));

    public void Keep(Schedule schedule) => With(db => db.Run("insert or replace into schedules values ($1, $2, $3)", schedule.Source, schedule.Hours, schedule.Next.UtcDateTime));

    public void Forget(string source) => With(db => db.Run("delete from schedules where source = $1", source));

    public bool Exists => File.Exists(path);

    static void Save(DuckDBConnection db, string run, SiteOutcome outcome)
    {
        var id = Guid.CreateVersion7(outcome.At).ToString("N");
        var findings = outcome.Report?.Findings ?? [];
        int Count(Severity severity) => findings.Count(f => f.Severity == severity);
        db.Run("insert into audits values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)", id, run, outcome.Source, outcome.At.UtcDateTime, outcome.Outcome, outcome.Message, (long)outcome.Took.TotalMilliseconds,
            outcome.Report?.Requests ?? 0, outcome.Report?.Pages.Count ?? 0, Count(Severity.High), Count(Severity.Medium), Count(Severity.Low), outcome.Report is { } report ? Packed(report) : null);
        foreach (var f in findings)
            db.Run("insert into findings values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)", id, f.Rule, JsonReport.NameOf(f.Severity), f.Level?.ToString().ToLowerInvariant() ?? "", f.IsKnown, f.Vendor, f.Host, f.Page, f.Summary, f.Times, f.Fingerprint);
    }

    static byte[] Packed(AuditReport report)
    {
        using var bytes = new MemoryStream();
        using (var packed = new GZipStream(bytes, CompressionLevel.Fastest))
            JsonReport.Write([report], packed, showValues: false);
        return bytes.ToArray();
    }

    T With<T>(Func<DuckDBConnection, T> ask)
    {
        for (var waited = TimeSpan.Zero; ; waited += TimeSpan.FromMilliseconds(25))
            try
            {
                using var db = Open();
                return ask(db);
            }
            catch (DuckDBException e) when (waited < Patience && (e.Message.Contains("Could not set lock", StringComparison.Ordinal) || e.Message.Contains("onflict", StringComparison.Ordinal)))
            {
                Thread.Sleep(25);
            }
            catch (DuckDBException e)
            {
                throw new IOException($"{path}: the audits that are kept cannot be used. {e.Message}", e);
            }
    }

    DuckDBConnection Open()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var db = new DuckDBConnection(new DuckDBConnectionStringBuilder { DataSource = path, MemoryLimit = "256MiB", Threads = 1, EnableExternalAccess = false, AutoinstallKnownExtensions = false, AutoloadKnownExtensions = false }.ConnectionString);
        db.Open();
        db.Run(Schema);
        return db;
    }

    static string ReadSchema()
    {
        using var stream = typeof(AuditStore).Assembly.GetManifestResourceStream("Candor.Audit.Many.AuditSchema.sql") ?? throw new InvalidOperationException("AuditSchema.sql is not in the program.");
        return new StreamReader(stream).ReadToEnd();
    }
}
