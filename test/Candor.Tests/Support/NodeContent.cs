using System.Globalization;

namespace Candor.Tests.Support;

/// <summary>The rows that one node of a cluster has itself, asked of no other.</summary>
sealed record NodeContent(string Node, IReadOnlyList<(string Collector, long Sequence, Guid Id)> Rows, IReadOnlySet<(string Collector, long Sequence)> Duplicates)
{
    public static async Task<NodeContent> ReadAsync(ClickHouseServer node, CancellationToken cancellationToken)
    {
        var rows = (await AskAsync(node, "select collector, sequence, id from signs_local", cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('\t'));
        var duplicates = (await AskAsync(node, "select collector, sequence from duplicates_local", cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('\t'));
        return new(node.Address.Authority, [.. rows.Select(f => (f[0], Number(f[1]), Guid.Parse(f[2])))], duplicates.Select(f => (f[0], Number(f[1]))).ToHashSet());
    }

    public static async Task<string> AskAsync(ClickHouseServer node, string sql, CancellationToken cancellationToken, string database = "candor")
    {
        using var http = new HttpClient();
        while (true)
            try
            {
                using var answer = await http.PostAsync(new Uri(node.Address, $"?database={database}"), new StringContent(sql), cancellationToken);
                return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(cancellationToken) : throw new InvalidOperationException(await answer.Content.ReadAsStringAsync(cancellationToken));
            }
            catch (HttpRequestException e)
            {
                if (!await node.ComesBackAsync(cancellationToken))
                    throw new InvalidOperationException($"{node.Address} {node.HowItIs}", e);
            }
    }

    /// <summary>What a question sees that these two answer.</summary>
    public NodeContent With(NodeContent other) => new($"{Node} and {other.Node}", [.. Rows, .. other.Rows], Duplicates.Union(other.Duplicates).ToHashSet());

    /// <summary>How often each event counts.</summary>
    public Dictionary<Guid, int> Counted() => Rows.Where(r => !Duplicates.Contains((r.Collector, r.Sequence))).GroupBy(r => r.Id).ToDictionary(g => g.Key, g => g.Count());

    public string Describe(Guid id) => $"{id}: {string.Join(" ", Rows.Where(r => r.Id == id).Select(r => $"{r.Collector}/{r.Sequence}{(Duplicates.Contains((r.Collector, r.Sequence)) ? " marked" : "")}"))}";

    static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
