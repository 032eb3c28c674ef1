using System.Data.Common;
using System.Diagnostics;
using Candor.Journal;
using Candor.Store;

namespace Candor.Cli.Watch;

/// <summary>The store, with the time of every question and batch measured and traced; nothing of a question's text or values leaves with it.</summary>
sealed class TimedEventStore(IEventStore store, NodeMeters meters) : IEventStore
{
    static readonly ActivitySource Traces = new(NodeMeters.Name);

    public JournalPosition Position => store.Position;

    public JournalPosition Needed => store.Needed;

    public bool RollsUp => store.RollsUp;

    public IVisitDays? VisitDays => store.VisitDays;

    public StoreState State => store.State;

    public async Task<LoadOutcome> LoadAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        using var span = Traces.StartActivity("store.load");
        span?.SetTag("candor.records", batch.Records);
        var started = Stopwatch.GetTimestamp();
        var outcome = await store.LoadAsync(batch, cancellationToken);
        meters.Loaded(started);
        return outcome;
    }

    public Task<IReadOnlyList<T>> QueryAsync<T>(SqlText sql, IReadOnlyList<SqlParameter> parameters, Func<DbDataReader, T> row, CancellationToken cancellationToken) =>
        TimeAsync("report", () => store.QueryAsync(sql, parameters, row, cancellationToken));

    public Task<SqlAnswer> QueryReadOnlyAsync(string sql, SqlLimits limits, CancellationToken cancellationToken) =>
        TimeAsync("sql", () => store.QueryReadOnlyAsync(sql, limits, cancellationToken));

    public Task ExecuteAsync(IReadOnlyList<SqlStatement> statements, CancellationToken cancellationToken) => store.ExecuteAsync(statements, cancellationToken);

    public IAsyncEnumerable<Event> ReadEventsAsync(EventSelection selection, CancellationToken cancellationToken) => store.ReadEventsAsync(selection, cancellationToken);

    public Task<RetentionOutcome> RetainAsync(IReadOnlyList<RetentionLimit> limits, CancellationToken cancellationToken) => store.RetainAsync(limits, cancellationToken);

    public Task<LoadOutcome> ReplayQuarantineAsync(CancellationToken cancellationToken) => store.ReplayQuarantineAsync(cancellationToken);

    public Task CopyToAsync(string path, CancellationToken cancellationToken) => store.CopyToAsync(path, cancellationToken);

    public ValueTask DisposeAsync() => store.DisposeAsync();

    async Task<T> TimeAsync<T>(string kind, Func<Task<T>> question)
    {
        using var span = Traces.StartActivity("store.query");
        span?.SetTag("candor.kind", kind);
        var started = Stopwatch.GetTimestamp();
        var answer = await question();
        meters.Queried(kind, started);
        return answer;
    }
}
