using Candor.Audit;
using Candor.Audit.Reports;

namespace Candor.Cli.Audits;

/// <summary>An audit's reports on stdout and in a folder.</summary>
sealed class AuditOutput(IReadOnlyList<AuditReport> reports, bool showValues, Func<Finding, bool> fails)
{
    public void Print(string format)
    {
        if (format == FormatOption.Table)
        {
            foreach (var report in reports)
                TextReport.Write(report, Console.Out);
            return;
        }
        using var output = Console.OpenStandardOutput();
        Write(format, output);
        output.WriteByte((byte)'\n');
    }

    /// <summary>HTML one file a source; the others hold all of them.</summary>
    public void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var report in reports)
        {
            var name = Path.GetFileNameWithoutExtension(report.Source);
            for (var n = 2; !names.Add(name); n++)
                name = $"{Path.GetFileNameWithoutExtension(report.Source)}-{n}";
            File.WriteAllText(Path.Combine(folder, name + ".html"), HtmlReport.Of(report, showValues));
        }
        foreach (var (format, file) in new[] { (FormatOption.Json, "audit.json"), ("sarif", "audit.sarif"), ("junit", "audit.junit.xml") })
        {
            using var output = File.Create(Path.Combine(folder, file));
            Write(format, output);
        }
        Console.Error.WriteLine($"Reports are in {folder}.");
    }

    void Write(string format, Stream output)
    {
        switch (format)
        {
            case "sarif":
                SarifReport.Write(reports, output);
                break;
            case "junit":
                JUnitReport.Write(reports, output, fails);
                break;
            case "html":
                foreach (var report in reports)
                    output.Write(System.Text.Encoding.UTF8.GetBytes(HtmlReport.Of(report, showValues)));
                break;
            default:
                JsonReport.Write(reports, output, showValues);
                break;
        }
    }
}
