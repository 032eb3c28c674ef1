using System.Text;

namespace Candor.Bench.Table;

/// <summary><c>bench/RESULTS.md</c>: a run replaces the lines that it measured and leaves the others.</summary>
static class ResultsTable
{
    const string Head = """
        # Measured

        Written by `./build.sh bench`; `./build.sh bench NAME` refreshes a part. Candor and its anchor run in the same minutes on the same
        machine, in turns (A B A B A B), and the medians are compared: read the ratios, absolute numbers drift. Where HTTP is measured the server
        has core 0 and the generator core 1, on loopback, without TLS. Goals stood before the first run; "stretch" was thought to be near the ceiling.

        """;

    const string Columns = """
        | question | anchor | Candor | ratio | goal | stretch | met | command | day |
        |---|---|---|---|---|---|---|---|---|
        """;

    static string Path => System.IO.Path.Combine(Root(), "bench", "RESULTS.md");

    public static void Merge(IReadOnlyList<Finding> fresh, Machine machine)
    {
        var lines = File.Exists(Path) ? File.ReadAllLines(Path).Select(Finding.Parse).OfType<Finding>().ToList() : [];
        foreach (var finding in fresh)
        {
            var old = lines.FindIndex(l => l.Question == finding.Question);
            // What was measured once and could not be this time keeps its line and its day.
            if (old >= 0 && finding.Met == Finding.NotMeasured)
                continue;
            if (old >= 0)
                lines[old] = finding;
            else
                lines.Add(finding);
        }
        var text = new StringBuilder(Head).AppendLine().AppendLine(machine.ToString()).AppendLine().AppendLine(Columns);
        foreach (var line in lines.OrderBy(l => Questions.Place(l.Question)))
            text.AppendLine(line.ToString());
        File.WriteAllText(Path, text.ToString());
        foreach (var finding in fresh)
            Console.WriteLine($"{finding.Met,-8}{finding.Question}: {finding.Candor}, anchor {finding.Anchor}{(finding.Ratio.Length > 0 ? $", ratio {finding.Ratio}" : "")}, goal {finding.Goal}");
        Console.WriteLine($"The table is in {Path}");
    }

    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Candor.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new BenchException("Run the benchmarks from a clone of the repository: ./build.sh bench");
    }
}
