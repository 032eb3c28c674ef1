using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Candor.Audit;
using Candor.Audit.Reports;
using Candor.Tests.Support;

namespace Candor.Tests.Audit.Reports;

public sealed class ReportTests
{
    static readonly string Hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("jane@example.com"u8));

    static readonly AuditReport Report = new Har().Page("page_1", "Clinic").Document("https://clinic.example.org/a")
        .Get($"https://www.facebook.com/tr/?id=123&ev=Lead&dl={Uri.EscapeDataString("https://clinic.example.org/a?email=jane@example.com&q=x")}&udff[em]={Hash}&cd[buttonText]=%3Cscript%3Ealert(1)%3C%2Fscript%3E%1B%5B31m&ts=1")
        .Post("https://unknown.example.net/f/jane@example.com", "application/x-www-form-urlencoded", "message=I+have+not+slept+for+weeks").Audit();

    [Fact]
    public void TheJsonHasEveryMemberOfItsContract()
    {
        var json = JsonDocument.Parse(Reporting.Json(Report)).RootElement;

        Assert.Equal("candor.audit/1", json.GetProperty("schema").GetString());
        Assert.Equal("test.har", json.GetProperty("source").GetString());
        Assert.Equal(("https://clinic.example.org/a", "Clinic"), (json.GetProperty("pages")[0].GetProperty("url").GetString(), json.GetProperty("pages")[0].GetProperty("title").GetString()));
        var sent = json.GetProperty("transmissions")[0];
        Has(sent, JsonValueKind.String, "vendor", "product", "account", "event", "page", "host", "method", "request");
        Assert.Equal(JsonValueKind.False, sent.GetProperty("blocked").ValueKind);
        Assert.All(sent.GetProperty("fields").EnumerateArray(), f => Has(f, JsonValueKind.String, "name", "meaning", "class", "form", "value"));
        Assert.All(sent.GetProperty("fields").EnumerateArray(), f => Assert.Contains(f.GetProperty("class").GetString(), new[] { "personal", "sensitive", "identifier", "content", "technical" }));
        var tracker = json.GetProperty("trackers")[0];
        Has(tracker, JsonValueKind.String, "host", "owner", "category");
        Has(tracker, JsonValueKind.Number, "requests", "cookies");
        Assert.All(json.GetProperty("findings").EnumerateArray(), f => Has(f, JsonValueKind.String, "rule", "severity", "vendor", "host", "page", "summary"));
    }

    [Fact]
    public void NoReportHoldsAValueUnlessItIsAskedFor()
    {
        using var output = new StringWriter();
        TextReport.Write(Report, output);
        var reports = new[] { Reporting.Json(Report), HtmlReport.Of(Report, showValues: false), output.ToString(), Sarif(), JUnit() };

        Assert.All(reports, r => Assert.DoesNotContain("jane", r, StringComparison.OrdinalIgnoreCase));
        Assert.All(reports, r => Assert.DoesNotContain(Hash, r, StringComparison.Ordinal));
        Assert.All(reports, r => Assert.DoesNotContain("slept", r, StringComparison.Ordinal));
        Assert.Contains("slept", Reporting.Json(Report, showValues: true), StringComparison.Ordinal);
        Assert.Contains(Hash, Reporting.Json(Report, showValues: true), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatATrackerWasSentIsTextAndNothingElse()
    {
        using var output = new StringWriter();
        TextReport.Write(Report, output);

        Assert.DoesNotContain("<script", HtmlReport.Of(Report, showValues: true), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\u001b', output.ToString());
        Assert.NotNull(XDocument.Parse(JUnit()).Root);
    }

    [Fact]
    public void EveryReportNamesTheAgeOfEachList()
    {
        var html = HtmlReport.Of(Report, showValues: false);

        Assert.All(Report.Lists, l => Assert.Contains(l.Name, html, StringComparison.Ordinal));
        Assert.Contains("out of date", TextReport.Lists(Report), StringComparison.Ordinal);
        Assert.Contains("age_days", Reporting.Json(Report), StringComparison.Ordinal);
    }

    [Fact]
    public void SarifNamesEachRuleAndKeepsAFindingByItsFingerprint()
    {
        var run = JsonDocument.Parse(Sarif()).RootElement.GetProperty("runs")[0];

        Assert.Equal(10, run.GetProperty("tool").GetProperty("driver").GetProperty("rules").GetArrayLength());
        Assert.Equal(Report.Findings.Select(f => f.Fingerprint), run.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("partialFingerprints").GetProperty("candor/v1").GetString()));
    }

    [Fact]
    public void JUnitHasACaseForEachRuleFailedSkippedOrPassed()
    {
        var suite = XDocument.Parse(JUnit()).Root!.Element("testsuite")!;

        Assert.Equal(10, suite.Elements("testcase").Count());
        Assert.Equal(suite.Attribute("failures")!.Value, suite.Descendants("failure").Count().ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(2, suite.Descendants("skipped").Count());
    }

    static string Sarif()
    {
        using var output = new MemoryStream();
        SarifReport.Write([Report], output);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    static string JUnit()
    {
        using var output = new MemoryStream();
        JUnitReport.Write([Report], output, f => f.Severity == Severity.High);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    static void Has(JsonElement element, JsonValueKind kind, params string[] names) => Assert.All(names, n => Assert.Equal((n, kind), (n, element.GetProperty(n).ValueKind)));
}
