namespace Candor.Store;

sealed record LoaderOptions
{
    /// <summary>Least time between two transactions when live and little comes in.</summary>
    public TimeSpan LiveInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The same when much comes in: an event of a larger transaction costs less, and reports still show it within a second.</summary>
    public TimeSpan BusyInterval { get; init; } = TimeSpan.FromMilliseconds(650);

    /// <summary>Records a second that are much. A tenth of it is little; between, the interval grows with the rate.</summary>
    public int BusyRate { get; init; } = 10_000;

    /// <summary>Events of a transaction when behind: DuckDB's row group.</summary>
    public int BulkEvents { get; init; } = DuckDb.DuckDbLoad.RowGroup;

    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromMilliseconds(500);
    public TimeSpan MostBackoff { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a machine of the store that is away is looked for while nothing comes in.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the journal is told what it need not keep: each time costs a sync.</summary>
    public TimeSpan ReleaseEvery { get; init; } = TimeSpan.FromSeconds(1);
}
