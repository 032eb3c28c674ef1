using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Candor.Cli;
using Candor.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace Candor.Tests.EndToEnd;

/// <summary>What docs/cluster.md tells an operator to type and to copy is there.</summary>
public sealed partial class ClusterPageTests
{
    static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs/cluster.md"));

    [Fact]
    public void EveryCandorCommandOnThePageExists()
    {
        var root = CandorCommand.Create();
        var typed = CandorLine().Matches(Page).Select(m => m.Groups[1].Value.Split('#')[0].Trim()).ToList();
        Assert.True(typed.Count > 5, "The page names hardly any command: nothing was tested.");
        foreach (var line in typed.Select(l => l.Replace("collector|loader|dashboard|all", "loader", StringComparison.Ordinal)))
            Assert.True(root.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Errors.Count == 0, $"candor {line}: {string.Join(" ", root.Parse(line).Errors.Select(e => e.Message))}");
    }

    [Fact]
    public void EveryFileOnThePageIsInTheRepository()
    {
        var named = DeployFile().Matches(Page).Select(m => m.Value).Concat(DeployRow().Matches(Page).SelectMany(m => m.Groups[1].Value.Split(", ")).Select(f => $"deploy/{f.Trim('`')}")).Distinct().ToList();
        Assert.True(named.Count > 5, "The page names hardly any file: nothing was tested.");
        Assert.DoesNotContain(named, f => !File.Exists(Path.Combine(Repository.Root, f)));
    }

    [Fact]
    public void TheComposeFileNamesTheVendorsImagesAndGivesEachPartAMemoryCap()
    {
        var stream = new YamlStream();
        using var text = File.OpenText(Path.Combine(Repository.Root, "deploy/compose.yaml"));
        stream.Load(new YamlDotNet.Core.MergingParser(new YamlDotNet.Core.Parser(text)));
        var services = (YamlMappingNode)stream.Documents[0].RootNode["services"];
        foreach (var (name, service) in services.Children)
        {
            Assert.Matches("^(clickhouse/clickhouse-server|postgres|mcr.microsoft.com/dotnet/aspnet):[0-9.]+$", service["image"].ToString());
            Assert.True(((YamlMappingNode)service).Children.ContainsKey("mem_limit"), $"{name} has no mem_limit.");
            foreach (var volume in ((YamlSequenceNode)service["volumes"]).Select(v => v.ToString()).Where(v => v.StartsWith("./clickhouse", StringComparison.Ordinal)))
                Assert.True(File.Exists(Path.Combine(Repository.Root, "deploy", volume.Split(':')[0])), volume);
        }
    }

    [Fact]
    public void TheConfigOfTheComposeFileIsRight()
    {
        var file = ConfigFile.Read(Path.Combine(Repository.Root, "deploy/candor.yaml"));
        var section = ServerSection.Read(file.Root["server"]);
        Assert.Empty(file.Errors);
        Assert.True(section.Store.ClickHouse);
        Assert.NotNull(section.Database);
    }

    [Fact]
    public void TheServersFilesAreWellFormed()
    {
        foreach (var path in Directory.GetFiles(Path.Combine(Repository.Root, "deploy/clickhouse"), "*.xml"))
            Assert.Equal("clickhouse", XDocument.Load(path).Root!.Name.LocalName);
    }

    [Fact]
    public async Task SystemdTakesTheUnit()
    {
        const string Verify = "/usr/bin/systemd-analyze";
        Assert.SkipUnless(File.Exists(Verify), "systemd is not here.");
        using var folder = new TemporaryFolder();
        // The program that it starts has to be there.
        var unit = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "deploy/systemd/candor@.service"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder["candor@.service"], unit.Replace("/opt/candor/candor", BuiltCandor.Program, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        using var process = Process.Start(new ProcessStartInfo(Verify, ["verify", "--man=no", folder["candor@.service"]]) { RedirectStandardError = true })!;
        var said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((0, ""), (process.ExitCode, said));
    }

    [GeneratedRegex(@"^    candor ([a-z].*)$", RegexOptions.Multiline)]
    private static partial Regex CandorLine();

    [GeneratedRegex(@"deploy/[a-z]+/[a-z@-]+\.[a-z]+")]
    private static partial Regex DeployFile();

    [GeneratedRegex(@"^\| ((?:`[a-z@/-]+\.[a-z]+`(?:, )?)+) \|", RegexOptions.Multiline)]
    private static partial Regex DeployRow();
}
