using Candor.Audit;
using Candor.Audit.Hosts;

namespace Candor.Cli.Audits;

/// <summary>The lists that audits read: those that the owner took into the data folder, else those that came with the program.</summary>
static class InstalledLists
{
    public static ListVersions Of(DataFolder data) => new(data.Lists, ListFile.Folder);

    public static AuditKnowledge Load(DataFolder data) => AuditKnowledge.Load(Of(data).Current);
}
