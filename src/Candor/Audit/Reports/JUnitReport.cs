using System.Globalization;
using System.Text;
using System.Xml;

namespace Candor.Audit.Reports;

/// <summary>One test case a rule and source, for build servers that show tests: passed, failed with its sentences, or skipped when it could not be judged.</summary>
static class JUnitReport
{
    /// <param name="fails">Which findings fail a case; the others are its output.</param>
    public static void Write(IReadOnlyList<AuditReport> reports, Stream output, Func<Finding, bool> fails)
    {
        using var xml = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false), CheckCharacters = false });
        xml.WriteStartElement("testsuites");
        foreach (var report in reports)
            Suite(xml, report, fails);
        xml.WriteEndElement();
    }

    static void Suite(XmlWriter xml, AuditReport report, Func<Finding, bool> fails)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", Valid(report.Source));
        xml.WriteAttributeString("tests", report.LookedFor.Count.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("failures", report.LookedFor.Count(l => report.Findings.Any(f => f.Rule == l.Rule && fails(f))).ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("skipped", report.LookedFor.Count(l => l.State is "not judged" or "off").ToString(CultureInfo.InvariantCulture));
        foreach (var looked in report.LookedFor)
        {
            var findings = report.Findings.Where(f => f.Rule == looked.Rule).ToList();
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("classname", "candor.audit");
            xml.WriteAttributeString("name", looked.Rule);
            if (findings.Exists(f => fails(f)))
            {
                xml.WriteStartElement("failure");
                xml.WriteAttributeString("message", Valid(findings.Find(f => fails(f))!.Summary));
                xml.WriteString(Sentences(findings.Where(fails)));
                xml.WriteEndElement();
            }
            else if (looked.State is "not judged" or "off")
            {
                xml.WriteStartElement("skipped");
                xml.WriteAttributeString("message", looked.State == "off" ? "off in the rules file" : Valid(looked.Sentence));
                xml.WriteEndElement();
            }
            if (findings.Exists(f => !fails(f)))
                xml.WriteElementString("system-out", Sentences(findings.Where(f => !fails(f))));
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    static string Sentences(IEnumerable<Finding> findings) =>
        Valid(string.Join('\n', findings.Select(f => $"{JsonReport.NameOf(f.Severity)}: {f.Summary} ({(f.Page.Length > 0 ? $"{f.Page} to " : "")}{f.Host})")));

    /// <summary>XML has no place for control characters, whatever a tracker sent.</summary>
    static string Valid(string text) => string.Concat(text.Select(c => XmlConvert.IsXmlChar(c) ? c : '\uFFFD'));
}
