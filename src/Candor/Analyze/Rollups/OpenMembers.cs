using Candor.Store;

namespace Candor.Analyze.Rollups;

/// <summary>The visitors of the open days by row. Those without a number were in no closed day, or they would have one.</summary>
sealed class OpenMembers
{
    static readonly OpenMembers None = new();

    readonly Dictionary<string, (List<uint> Numbers, long Unknown)> rows = new(StringComparer.Ordinal);

    /// <param name="members">Statement with rows of label and visitor.</param>
    /// <param name="names">Only these labels; null for all.</param>
    public static async Task<OpenMembers> FindAsync(IEventStore store, ReportScope scope, SqlText members, IReadOnlyList<string>? names, CancellationToken cancellationToken)
    {
        scope.Parameters.Add(new("names", names ?? []));
        var sql = new SqlText($$"""
            select label, number from (select label, visitor from ({{scope.Fill(members).DuckDb}}) m {{(names is null ? "" : "where label in (select unnest($names))")}})
            left join (select visitor, number from rollup_visitors where site = $site) using (visitor)
            """);
        var found = new OpenMembers();
        await store.QueryAsync(sql, scope.Parameters, r => found.Add(r.GetString(0), r.IsDBNull(1) ? null : r.GetFieldValue<uint>(1)), cancellationToken);
        return found;
    }

    public static Task<OpenMembers> FindAsync(IEventStore store, RollupPlan plan, SqlText members, IReadOnlyList<string>? names, CancellationToken cancellationToken) =>
        plan.OpenRequest is { } open ? FindAsync(store, new ReportScope(open), members, names, cancellationToken) : Task.FromResult(None);

    public (IReadOnlyList<uint> Numbers, long Unknown) this[string name] => rows.TryGetValue(name, out var row) ? row : ([], 0);

    public IReadOnlyCollection<string> Names => rows.Keys;

    bool Add(string name, uint? number)
    {
        if (!rows.TryGetValue(name, out var row))
            rows.Add(name, row = ([], 0));
        if (number is { } known)
            row.Numbers.Add(known);
        else
            rows[name] = row with { Unknown = row.Unknown + 1 };
        return true;
    }
}
