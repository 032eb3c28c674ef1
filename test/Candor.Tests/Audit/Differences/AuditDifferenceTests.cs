using System.Text;
using System.Xml.Linq;
using Candor.Audit;
using Candor.Audit.Differences;
using Candor.Audit.Reports;
using Candor.Tests.Support;

namespace Candor.Tests.Audit.Differences;

/// <summary>Two audits of one source: what is new, what is gone, what stayed.</summary>
public sealed class AuditDifferenceTests
{
    static readonly Har Before = new Har().Document().Get("https://www.facebook.com/tr/?id=1&ev=Lead&dl=https%3A%2F%2Fclinic.example.org%2F%3Femail%3Djane%40example.com").Get("https://analytics.tiktok.com/api/v2/pixel?event=x&email=jane@example.com");
    static readonly Har After = new Har().Document().Get("https://www.facebook.com/tr/?id=1&ev=Lead&dl=https%3A%2F%2Fclinic.example.org%2F%3Femail%3Djack%40example.com").Post("https://unknown.example.net/f", "application/x-www-form-urlencoded", "message=I+have+not+slept+for+weeks");

    [Fact]
    public void WhatIsNewGoneAndUnchangedIsToldApart()
    {
        var since = Compared().Since!;

        Assert.All(since.New, f => Assert.Equal("unknown.example.net", f.Host));
        Assert.All(since.Gone, f => Assert.Equal("analytics.tiktok.com", f.Host));
        Assert.NotEmpty(since.New);
        Assert.NotEmpty(since.Gone);
        Assert.True(since.Unchanged > 0);
        Assert.Equal(["unknown.example.net"], since.NewHosts);
        Assert.Equal(["analytics.tiktok.com"], since.GoneHosts);
    }

    [Fact]
    public void TheSameAgainIsSaidToBeTheSame()
    {
        var report = Before.Audit();
        var since = AuditDifference.Between(Earlier(report), report);

        Assert.True(since.IsNothing);
        Assert.Equal($"Since {report.Day:yyyy-MM-dd} nothing changed: {report.Findings.Count} findings as before.", since.Summary);
    }

    [Fact]
    public void EveryReportTellsIt()
    {
        var report = Compared();
        using var text = new StringWriter();
        TextReport.Write(report, text);
        using var sarif = new MemoryStream();
        SarifReport.Write([report], sarif);
        using var junit = new MemoryStream();
        JUnitReport.Write([report], junit, _ => false);

        Assert.Contains(report.Since!.Summary, text.ToString(), StringComparison.Ordinal);
        Assert.Contains(System.Net.WebUtility.HtmlEncode(report.Since.Summary), HtmlReport.Of(report, showValues: false), StringComparison.Ordinal);
        Assert.Contains("\"hosts_gone\"", Reporting.Json(report), StringComparison.Ordinal);
        Assert.All(["new", "unchanged", "absent"], s => Assert.Contains($"\"baselineState\": \"{s}\"", Encoding.UTF8.GetString(sarif.ToArray()), StringComparison.Ordinal));
        Assert.Contains(XDocument.Parse(Encoding.UTF8.GetString(junit.ToArray())).Descendants("property"), p => p.Attribute("name")!.Value == "since");
    }

    [Fact]
    public void OfSeveralEarlierReportsTheOneOfTheSameSourceCounts()
    {
        var report = Before.Audit();
        var other = new EarlierAudit("other.har", null, [], []);

        Assert.Equal(report.Source, AuditDifference.Earlier([other, Earlier(report)], report, isOnly: true)?.Source);
        Assert.Equal("other.har", AuditDifference.Earlier([other], report, isOnly: true)?.Source);
        Assert.Null(AuditDifference.Earlier([other], report, isOnly: false));
    }

    static AuditReport Compared()
    {
        var now = After.Audit();
        return now with { Since = AuditDifference.Between(Earlier(Before.Audit()), now) };
    }

    static EarlierAudit Earlier(AuditReport report) => EarlierAudit.Parse(Encoding.UTF8.GetBytes(Reporting.Json(report)))[0];
}
