using System.Text.Json;

namespace Candor.Audit.Differences;

/// <summary>An earlier audit, read from the JSON report that it left.</summary>
/// <param name="Day">Null for a report that does not say when it was made.</param>
sealed record EarlierAudit(string Source, DateOnly? Day, IReadOnlyList<EarlierFinding> Findings, IReadOnlyList<string> Hosts)
{
    /// <exception cref="FormatException">The file is no report of an audit.</exception>
    public static IReadOnlyList<EarlierAudit> ReadFile(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException($"{path} is no report of an audit ({e.Message.Split(" LineNumber")[0]}). candor audit SOURCE --format json > {Path.GetFileName(path)} makes one.");
        }
    }

    /// <param name="json">One report as an object, or several as an array.</param>
    public static IReadOnlyList<EarlierAudit> Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Array ? [.. document.RootElement.EnumerateArray().Select(One)] : [One(document.RootElement)];
    }

    static EarlierAudit One(JsonElement report)
    {
        if (report.ValueKind != JsonValueKind.Object || !report.TryGetProperty("schema", out var schema) || schema.GetString() != "candor.audit/1")
            throw new FormatException("its schema is not candor.audit/1");
        DateOnly? day = report.TryGetProperty("day", out var told) && DateOnly.TryParse(told.GetString(), System.Globalization.CultureInfo.InvariantCulture, out var date) ? date : null;
        return new EarlierAudit(report.GetProperty("source").GetString()!, day, [.. report.GetProperty("findings").EnumerateArray().Select(Finding)],
            [.. report.GetProperty("trackers").EnumerateArray().Select(t => t.GetProperty("host").GetString()!)]);
    }

    static EarlierFinding Finding(JsonElement finding)
    {
        string Text(string name) => finding.GetProperty(name).GetString()!;
        return new EarlierFinding(Text("fingerprint"), Text("rule"), Text("severity"), Text("vendor"), Text("host"), Text("page"), Text("summary"));
    }
}
