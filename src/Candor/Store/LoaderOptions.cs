namespace Candor.Store;

sealed record LoaderOptions
{
    /// <summary>Least time between two transactions when live.</summary>
    public TimeSpan LiveInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Events of a transaction when behind: DuckDB's row group.</summary>
    public int BulkEvents { get; init; } = DuckDb.DuckDbLoad.RowGroup;

    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromMilliseconds(500);
    public TimeSpan MostBackoff { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the journal is told what it need not keep: each time costs a sync.</summary>
    public TimeSpan ReleaseEvery { get; init; } = TimeSpan.FromSeconds(1);
}
