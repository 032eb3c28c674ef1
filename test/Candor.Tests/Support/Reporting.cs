using System.Text;
using Candor.Audit;
using Candor.Audit.Reports;

namespace Candor.Tests.Support;

/// <summary>Reports of audits as texts.</summary>
static class Reporting
{
    public static string Json(AuditReport report, bool showValues = false)
    {
        using var output = new MemoryStream();
        JsonReport.Write([report], output, showValues);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
