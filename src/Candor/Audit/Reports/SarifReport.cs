using System.Text.Json;
using Candor.Audit.Findings;

namespace Candor.Audit.Reports;

/// <summary>Findings for code scanning: SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/). The recording is the file, the fingerprint keeps a finding the same from run to run.</summary>
static class SarifReport
{
    public static void Write(IReadOnlyList<AuditReport> reports, Stream output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        Tool(json);
        json.WriteStartArray("results");
        foreach (var report in reports)
            foreach (var finding in report.Findings)
                Result(json, report, finding);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void Tool(Utf8JsonWriter json)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "Candor");
        json.WriteString("semanticVersion", typeof(SarifReport).Assembly.GetName().Version?.ToString(3) ?? "0.0.0");
        json.WriteStartArray("rules");
        foreach (var rule in Judge.Rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Name);
            json.WriteStartObject("shortDescription");
            json.WriteString("text", rule.Name.Replace('-', ' '));
            json.WriteEndObject();
            json.WriteStartObject("fullDescription");
            json.WriteString("text", rule.How);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static void Result(Utf8JsonWriter json, AuditReport report, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule);
        json.WriteString("level", finding.Level switch { RuleLevel.Error => "error", RuleLevel.Warn => "warning", _ => finding.Severity switch { Severity.High => "error", Severity.Medium => "warning", _ => "note" } });
        json.WriteString("baselineState", finding.IsKnown ? "unchanged" : "new");
        json.WriteStartObject("message");
        json.WriteString("text", $"{finding.Summary} ({(finding.Page.Length > 0 ? $"{finding.Page} to " : "")}{finding.Host})");
        json.WriteEndObject();
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", Uri.EscapeDataString(report.Source).Replace("%2F", "/", StringComparison.Ordinal));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("partialFingerprints");
        json.WriteString("candor/v1", finding.Fingerprint);
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteString("severity", JsonReport.NameOf(finding.Severity));
        json.WriteString("vendor", finding.Vendor);
        json.WriteString("host", finding.Host);
        json.WriteString("page", finding.Page);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
