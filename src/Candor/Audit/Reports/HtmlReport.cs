using System.Globalization;
using System.Net;
using System.Text;
using Candor.Audit.Fields;

namespace Candor.Audit.Reports;

/// <summary>The report to hand on: one file, without script and without anything from elsewhere, to read on paper, a telephone or in the dark.</summary>
sealed class HtmlReport
{
    /// <summary>More events make a file that no browser likes; the JSON has them all.</summary>
    const int MostEvents = 400;

    static readonly string Style = ReadStyle();

    readonly StringBuilder html = new();
    readonly AuditReport report;
    readonly bool showValues;

    HtmlReport(AuditReport report, bool showValues) => (this.report, this.showValues) = (report, showValues);

    public static string Of(AuditReport report, bool showValues)
    {
        var page = new HtmlReport(report, showValues);
        page.Write();
        return page.html.ToString();
    }

    void Write()
    {
        var title = report.Pages.Count > 0 && Uri.TryCreate(report.Pages[0].Url, UriKind.Absolute, out var first) ? first.Host : report.Source;
        // The policy says in the file itself that nothing runs and nothing is fetched, whatever a tracker's message holds.
        Raw($"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Who is told what by {Text(title)}</title>\n<style>\n{Style}</style>\n</head>\n<body>\n");
        Raw($"<header>\n<h1>Who is told what by {Text(title)}</h1>\n<p class=\"soft\">{Text(report.Source)}, audited {report.Day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}</p>\n");
        Numbers();
        Raw("</header>\n<main>\n");
        Findings();
        NotFound();
        Hosts();
        Events();
        Notes();
        Raw("</main>\n");
        Foot();
        Raw("</body>\n</html>\n");
    }

    void Numbers()
    {
        Raw("<ul class=\"numbers\">\n");
        Number(report.Findings.Count(f => f.Severity == Severity.High), "serious finding");
        Number(report.Findings.Count(f => f.Severity != Severity.High), "other finding");
        Number(report.Transmissions.Count, "told event");
        Number(report.Trackers.Count, "other host");
        Number(report.Pages.Count, "page");
        Raw("</ul>\n");

        void Number(int count, string what) => Raw($"<li><b>{count.ToString(CultureInfo.InvariantCulture)}</b> {what}{(count == 1 ? "" : "s")}</li>\n");
    }

    void Findings()
    {
        Raw("<h2>Found</h2>\n");
        if (report.Findings.Count == 0)
            Raw("<p>Nothing was found. What was looked for stands below.</p>\n");
        foreach (var finding in report.Findings)
        {
            var severity = JsonReport.NameOf(finding.Severity);
            Raw($"<article class=\"finding {severity}\">\n<span class=\"mark\">{severity}</span> <span class=\"soft\">{Text(finding.Rule)}{(finding.IsKnown ? ", known before" : "")}</span>\n<h3>{Text(finding.Summary)}</h3>\n");
            Raw($"<p class=\"soft\">{(finding.Page.Length > 0 ? $"On {Text(finding.Page)}, to" : "To")} {Text(finding.Host)}{(finding.Times > 1 ? $", {finding.Times.ToString(CultureInfo.InvariantCulture)} times" : "")}</p>\n");
            if (finding.Evidence is { } sent)
            {
                Raw("<details><summary>Evidence</summary>\n");
                Sent(sent, finding.Fields);
                Raw("</details>\n");
            }
            Raw("</article>\n");
        }
    }

    void NotFound()
    {
        var others = report.LookedFor.Where(l => l.State != "found").ToList();
        if (others.Count == 0)
            return;
        Raw("<h2>Looked for and not found</h2>\n<ul class=\"plain\">\n");
        foreach (var looked in others)
            Raw($"<li><b>{Text(looked.Rule)}</b> <span class=\"mark{(looked.State == "not found" ? " good" : "")}\">{Text(looked.State)}</span><br><span class=\"soft\">{Text(looked.Sentence)}</span></li>\n");
        Raw("</ul>\n");
    }

    void Hosts()
    {
        if (report.Trackers.Count == 0)
            return;
        Raw("<h2>Other hosts</h2>\n<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"Other hosts\"><table>\n<thead><tr><th>Host</th><th>Whose</th><th>What for</th><th class=\"number\">Requests</th><th class=\"number\">Cookies</th></tr></thead>\n<tbody>\n");
        foreach (var tracker in report.Trackers)
            Raw($"<tr><td><code>{Text(tracker.Host)}</code></td><td>{Text(tracker.Owner)}</td><td>{Text(tracker.Category)}</td><td class=\"number\">{tracker.Requests.ToString(CultureInfo.InvariantCulture)}</td><td class=\"number\">{tracker.Cookies.ToString(CultureInfo.InvariantCulture)}</td></tr>\n");
        Raw("</tbody></table></div>\n");
    }

    void Events()
    {
        if (report.Transmissions.Count == 0)
            return;
        Raw("<h2>Every event that was told</h2>\n");
        foreach (var sent in report.Transmissions.Take(MostEvents))
        {
            Raw($"<details><summary>{Text(sent.Vendor)}{(sent.Event.Length > 0 ? $": {Text(sent.Event)}" : "")}{(sent.Blocked ? " (blocked, not sent)" : "")}</summary>\n");
            Sent(sent, sent.Fields);
            Raw("</details>\n");
        }
        if (report.Transmissions.Count > MostEvents)
            Raw($"<p class=\"soft\">And {(report.Transmissions.Count - MostEvents).ToString(CultureInfo.InvariantCulture)} more; the JSON report has them all.</p>\n");
    }

    void Sent(Transmission sent, IReadOnlyList<SentField> fields)
    {
        Raw("<dl>\n");
        Fact("Told", $"{sent.Vendor}{(sent.Product.Length > 0 ? $", {sent.Product}" : "")}");
        Fact("Account", sent.Account);
        Fact("Event", sent.Event);
        Fact("Page", showValues ? sent.Page : Redaction.Address(sent.Page));
        Fact("Request", $"{sent.Method} {Redaction.Address(sent.Request)}");
        Fact("When", sent.At?.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture) ?? "");
        foreach (var copy in sent.Copies.Take(10))
            Fact("Sent again", $"{copy.Method} {Redaction.Address(copy.Request)} ({copy.Why})");
        Raw("</dl>\n");
        if (fields.Count == 0)
            return;
        Raw("<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"Fields\"><table>\n<thead><tr><th>Field</th><th>What it is</th><th>Kind</th><th>Form</th><th>Value</th></tr></thead>\n<tbody>\n");
        foreach (var field in fields.OrderByDescending(f => f.Class))
            Raw($"<tr><td><code>{Text(field.Name)}</code></td><td>{Text(field.Meaning)}{(field.Remark.Length > 0 ? $" <span class=\"soft\">{Text(field.Remark)}</span>" : "")}</td><td>{JsonReport.NameOf(field.Class)}</td><td>{Text(field.Form)}</td><td><code>{Text(Redaction.Of(field, showValues))}</code></td></tr>\n");
        Raw("</tbody></table></div>\n");
    }

    void Fact(string name, string value)
    {
        if (value.Length > 0)
            Raw($"<dt>{name}</dt><dd>{Text(value)}</dd>\n");
    }

    void Notes()
    {
        if (report.Remarks.Count > 0)
        {
            Raw("<h2>Notes</h2>\n<ul class=\"plain\">\n");
            foreach (var remark in report.Remarks)
                Raw($"<li>{Text(remark)}</li>\n");
            Raw("</ul>\n");
        }
        Raw("<h2>What this cannot show</h2>\n<p>A recording shows what left this browser on this visit. It does not show what a host did with it, what one server told another, and what happens on pages, or after choices, that the visit did not come to. Values that could not be read are listed as such.</p>\n");
    }

    void Foot()
    {
        Raw("<footer>\n<p>");
        Raw(Text(TextReport.Lists(report)));
        Raw("</p>\n<ul class=\"plain\">\n");
        foreach (var list in report.Lists)
            Raw($"<li>{Text(list.Name)} {Text(list.Version)}: {Text(list.Licence)}, {Text(list.Attribution)}, {Text(list.Source)}</li>\n");
        Raw("</ul>\n</footer>\n");
    }

    void Raw(string text) => html.Append(text);

    static string Text(string text) => WebUtility.HtmlEncode(text);

    static string ReadStyle()
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("Candor.Audit.Reports.report.css") ?? throw new InvalidOperationException("report.css is not in the program.");
        return new StreamReader(stream).ReadToEnd();
    }
}
