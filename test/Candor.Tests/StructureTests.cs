using System.Text.RegularExpressions;

namespace Candor.Tests;

public sealed partial class StructureTests
{
    [Fact]
    public void RoomsUseOnlyTheRoomsThatTheArchitecturePageNames()
    {
        var root = Repository.Root;
        var table = Allowed(File.ReadAllText(Path.Combine(root, "docs/architecture.md")));
        var rooms = Directory.GetDirectories(Path.Combine(root, "src/Candor")).Select(Path.GetFileName).Where(r => table.ContainsKey(r!)).ToHashSet();
        var wrong = new List<string>();
        foreach (var room in rooms)
            foreach (var file in Directory.EnumerateFiles(Path.Combine(root, "src/Candor", room!), "*.*", SearchOption.AllDirectories).Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal)))
                foreach (Match use in RoomName().Matches(File.ReadAllText(file)))
                {
                    var other = use.Groups[1].Value;
                    if (other != room && rooms.Contains(other) && !table[room!].Contains(other) && !table[room!].Contains("every room"))
                        wrong.Add($"{Path.GetRelativePath(root, file)} uses {other}");
                }

        Assert.Empty(wrong.Distinct());
    }

    static Dictionary<string, HashSet<string>> Allowed(string page) =>
        Row().Matches(page).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value.Split(',', StringSplitOptions.TrimEntries).ToHashSet());

    [GeneratedRegex(@"\bCandor\.([A-Z][A-Za-z]+)")]
    private static partial Regex RoomName();

    [GeneratedRegex(@"^\| ([A-Z][a-z]+) \|[^|]*\| ([^|]*) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
