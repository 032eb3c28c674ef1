using System.Text.Encodings.Web;
using System.Text.Json;
using Candor.Audit.Differences;
using Candor.Audit.Fields;
using Candor.Audit.Policies;

namespace Candor.Audit.Reports;

/// <summary>The report for programs, <c>candor.audit/1</c>.</summary>
static class JsonReport
{
    /// <summary>Text as it is meant: this is no web page.</summary>
    static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    /// <summary>One report as an object, several as an array.</summary>
    public static void Write(IReadOnlyList<AuditReport> reports, Stream output, bool showValues)
    {
        using var json = new Utf8JsonWriter(output, Readable);
        if (reports.Count != 1)
            json.WriteStartArray();
        foreach (var report in reports)
            Write(report, json, showValues);
        if (reports.Count != 1)
            json.WriteEndArray();
    }

    static void Write(AuditReport report, Utf8JsonWriter json, bool showValues)
    {
        json.WriteStartObject();
        json.WriteString("schema", "candor.audit/1");
        json.WriteString("source", report.Source);
        json.WriteString("day", report.Day.ToString("O", null));
        json.WriteStartArray("pages");
        foreach (var page in report.Pages)
        {
            json.WriteStartObject();
            json.WriteString("url", showValues ? page.Url : Redaction.Address(page.Url));
            json.WriteString("title", page.Title);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("transmissions");
        foreach (var sent in report.Transmissions)
            Write(sent, json, showValues);
        json.WriteEndArray();
        json.WriteStartArray("trackers");
        foreach (var tracker in report.Trackers)
            Write(tracker, json);
        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var finding in report.Findings)
            Write(finding, json);
        json.WriteEndArray();
        json.WriteStartArray("looked_for");
        foreach (var looked in report.LookedFor)
        {
            json.WriteStartObject();
            json.WriteString("rule", looked.Rule);
            json.WriteString("state", looked.State);
            json.WriteString("how", looked.Sentence);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        Lists(report, json);
        json.WriteStartArray("remarks");
        foreach (var remark in report.Remarks)
            json.WriteStringValue(remark);
        json.WriteEndArray();
        if (report.Since is { } since)
            Write(since, json);
        json.WriteEndObject();
    }

    static void Write(Transmission sent, Utf8JsonWriter json, bool showValues)
    {
        json.WriteStartObject();
        json.WriteString("vendor", sent.Vendor);
        json.WriteString("product", sent.Product);
        json.WriteString("account", sent.Account);
        json.WriteString("event", sent.Event);
        json.WriteString("page", showValues ? sent.Page : Redaction.Address(sent.Page));
        json.WriteString("host", sent.Host);
        json.WriteString("method", sent.Method);
        json.WriteString("request", RequestOf(sent.Request));
        json.WriteBoolean("blocked", sent.Blocked);
        json.WriteStartArray("fields");
        foreach (var field in sent.Fields)
        {
            json.WriteStartObject();
            json.WriteString("name", field.Name);
            json.WriteString("meaning", field.Meaning);
            json.WriteString("class", NameOf(field.Class));
            json.WriteString("form", field.Form);
            json.WriteString("value", Redaction.Of(field, showValues));
            if (field.Categories.Count > 0)
            {
                json.WriteStartArray("categories");
                foreach (var category in field.Categories)
                    json.WriteStringValue(category);
                json.WriteEndArray();
            }
            if (field.Remark.Length > 0)
                json.WriteString("remark", field.Remark);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (sent.Copies.Count > 0)
        {
            json.WriteStartArray("copies");
            foreach (var copy in sent.Copies)
            {
                json.WriteStartObject();
                json.WriteString("host", copy.Host);
                json.WriteString("method", copy.Method);
                json.WriteString("request", RequestOf(copy.Request));
                json.WriteString("why", copy.Why);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        if (sent.Guard is { } guard)
            Write(guard, json);
        json.WriteEndObject();
    }

    static void Write(GuardAnswer guard, Utf8JsonWriter json)
    {
        json.WriteStartObject("guard");
        json.WriteString("verdict", guard.Verdict.ToString().ToLowerInvariant());
        json.WriteBoolean("declared", guard.IsDeclared);
        if (!guard.IsDeclared)
            json.WriteString("why", guard.Undeclared);
        json.WriteStartArray("withheld");
        foreach (var withheld in guard.Withheld)
        {
            json.WriteStartObject();
            json.WriteString("field", withheld.Field.Name);
            json.WriteString("category", withheld.Category);
            json.WriteString("why", withheld.Why);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void Write(AuditDifference since, Utf8JsonWriter json)
    {
        json.WriteStartObject("since");
        if (since.Before is { } day)
            json.WriteString("day", day.ToString("O", null));
        json.WriteString("summary", since.Summary);
        json.WriteNumber("unchanged", since.Unchanged);
        Write("new", [.. since.New.Select(f => f.Fingerprint)], json);
        json.WriteStartArray("gone");
        foreach (var finding in since.Gone)
        {
            json.WriteStartObject();
            json.WriteString("fingerprint", finding.Fingerprint);
            Say(finding.Rule, finding.Severity, finding.Vendor, finding.Host, finding.Page, finding.Summary, json);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        Write("hosts_new", since.NewHosts, json);
        Write("hosts_gone", since.GoneHosts, json);
        json.WriteEndObject();
    }

    static void Write(string name, IReadOnlyList<string> texts, Utf8JsonWriter json)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    static void Write(Tracker tracker, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("host", tracker.Host);
        json.WriteString("owner", tracker.Owner);
        json.WriteString("category", tracker.Category);
        json.WriteNumber("requests", tracker.Requests);
        json.WriteNumber("cookies", tracker.Cookies);
        json.WriteEndObject();
    }

    static void Write(Finding finding, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        Say(finding.Rule, NameOf(finding.Severity), finding.Vendor, finding.Host, finding.Page, finding.Summary, json);
        if (finding.SeenIn.Count > 0)
            Write("seen_in", finding.SeenIn, json);
        json.WriteNumber("times", finding.Times);
        json.WriteString("fingerprint", finding.Fingerprint);
        if (finding.Level is { } level)
            json.WriteString("level", level.ToString().ToLowerInvariant());
        if (finding.IsKnown)
            json.WriteBoolean("known", true);
        json.WriteEndObject();
    }

    static void Say(string rule, string severity, string vendor, string host, string page, string summary, Utf8JsonWriter json)
    {
        json.WriteString("rule", rule);
        json.WriteString("severity", severity);
        json.WriteString("vendor", vendor);
        json.WriteString("host", host);
        json.WriteString("page", page);
        json.WriteString("summary", summary);
    }

    static void Lists(AuditReport report, Utf8JsonWriter json)
    {
        json.WriteStartArray("lists");
        foreach (var list in report.Lists)
        {
            json.WriteStartObject();
            json.WriteString("name", list.Name);
            json.WriteString("version", list.Version);
            json.WriteString("date", list.Date.ToString("O", null));
            json.WriteNumber("age_days", list.AgeDays(report.Day));
            json.WriteString("licence", list.Licence);
            json.WriteString("source", list.Source);
            json.WriteString("sha256", list.Sha256);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>The address as it was asked for, without values, and without words of its path that are somebody's.</summary>
    static string RequestOf(string shape) => Redaction.Address(shape);

    public static string NameOf(FieldClass kind) => kind.ToString().ToLowerInvariant();

    public static string NameOf(Severity severity) => severity.ToString().ToLowerInvariant();
}
