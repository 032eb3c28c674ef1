using System.Text;

namespace Candor.Audit.Reports;

/// <summary>The report for a terminal: findings first, then who was asked, what was looked for in vain, and how old the lists are.</summary>
static class TextReport
{
    public static void Write(AuditReport report, TextWriter output)
    {
        output.WriteLine(Visible($"{report.Source}: {Count(report.Requests, "message")}, {Count(report.Pages.Count, "page")}, {Count(report.Trackers.Count, "other host")}, {Count(report.Transmissions.Count, "event")} told to trackers"));
        output.WriteLine();
        if (report.Findings.Count == 0)
            output.WriteLine("Nothing was found.");
        foreach (var finding in report.Findings)
        {
            output.WriteLine(Visible($"{JsonReport.NameOf(finding.Severity).ToUpperInvariant(),-6} {finding.Rule}{(finding.IsKnown ? " (known)" : "")}"));
            output.WriteLine(Visible($"       {finding.Summary}"));
            output.WriteLine(Visible($"       {finding.Page}{(finding.Page.Length > 0 ? " -> " : "")}{finding.Host}{(finding.Times > 1 ? $", {finding.Times} times" : "")}"));
        }
        output.WriteLine();
        var missing = report.LookedFor.Where(l => l.State != "found").ToList();
        if (missing.Count > 0)
        {
            output.WriteLine("Looked for as well:");
            foreach (var looked in missing)
                output.WriteLine($"  {looked.Rule}: {looked.State}{(looked.State == "not judged" ? $". {looked.Sentence}" : "")}");
            output.WriteLine();
        }
        foreach (var tracker in report.Trackers.Take(40))
            output.WriteLine(Visible($"  {tracker.Host,-40} {tracker.Category,-16} {tracker.Owner} ({Count(tracker.Requests, "request")}{(tracker.Cookies > 0 ? $", {Count(tracker.Cookies, "cookie")}" : "")})"));
        if (report.Trackers.Count > 40)
            output.WriteLine($"  and {report.Trackers.Count - 40} more; --format json has them all");
        output.WriteLine();
        foreach (var remark in report.Remarks)
            output.WriteLine(Visible($"Note: {remark}"));
        output.WriteLine(Lists(report));
    }

    public static string Lists(AuditReport report)
    {
        var text = new StringBuilder("Lists: ");
        text.AppendJoin("; ", report.Lists.Select(l => $"{l.Name} of {l.Date:yyyy-MM-dd} ({Count(l.AgeDays(report.Day), "day")} old{(l.IsStale(report.Day) ? ", out of date" : "")})"));
        return text.Append('.').ToString();
    }

    public static string Count(int number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";

    /// <summary>Whatever a page or a tracker sent must not move the cursor or colour the terminal.</summary>
    static string Visible(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c)) : text;
}
