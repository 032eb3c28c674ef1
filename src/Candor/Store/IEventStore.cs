using System.Data.Common;
using Candor.Journal;

namespace Candor.Store;

/// <summary>
/// Where events live for asking. One loader writes; any number of questions run meanwhile, each on the state before or after a batch,
/// never in the middle of one.
/// </summary>
interface IEventStore : IAsyncDisposable
{
    /// <summary>The first journal record that is not stored. It moves in the transaction that stores the events.</summary>
    JournalPosition Position { get; }

    /// <summary>Records before it are needed no more. A store of several machines may lack some of them on one that is away.</summary>
    JournalPosition Needed { get; }

    /// <summary>Days are kept rolled up here; otherwise every report counts its events.</summary>
    bool RollsUp { get; }

    /// <summary>Where visits of days that are over can be kept; null where every visit is a row anyway.</summary>
    IVisitDays? VisitDays { get; }

    StoreState State { get; }

    /// <summary>
    /// Stores a batch exactly once, whatever fails: either events, sessions and <see cref="Position"/> are all written or nothing is.
    /// After an exception the caller goes on from <see cref="Position"/>.
    /// </summary>
    Task<LoadOutcome> LoadAsync(EventBatch batch, CancellationToken cancellationToken);

    Task<IReadOnlyList<T>> QueryAsync<T>(SqlText sql, IReadOnlyList<SqlParameter> parameters, Func<DbDataReader, T> row, CancellationToken cancellationToken);

    /// <summary>Runs statements that write derived tables (roll-ups), all or none, beside the loader.</summary>
    Task ExecuteAsync(IReadOnlyList<SqlStatement> statements, CancellationToken cancellationToken);

    /// <summary>Someone's own SELECT: one statement, no files, no changes, capped in rows and time.</summary>
    /// <exception cref="SqlRefusedException">It is not such a statement, or the engine cannot run it.</exception>
    Task<SqlAnswer> QueryReadOnlyAsync(string sql, SqlLimits limits, CancellationToken cancellationToken);

    /// <summary>Stored events as they would be imported again, oldest first, engagement included.</summary>
    IAsyncEnumerable<Event> ReadEventsAsync(EventSelection selection, CancellationToken cancellationToken);

    /// <summary>Deletes what is older than each site allows and gives the space back.</summary>
    Task<RetentionOutcome> RetainAsync(IReadOnlyList<RetentionLimit> limits, CancellationToken cancellationToken);

    /// <summary>Tries the quarantine again, oldest first; what can be read now is stored and leaves it.</summary>
    Task<LoadOutcome> ReplayQuarantineAsync(CancellationToken cancellationToken);

    /// <summary>A whole copy of the store in a file of its own, as of one moment. Loading and questions wait while it is made.</summary>
    Task CopyToAsync(string path, CancellationToken cancellationToken);
}
