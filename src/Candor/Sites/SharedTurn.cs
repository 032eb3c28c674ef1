using Npgsql;

namespace Candor.Sites;

/// <summary>Work that one node at a time does for all: an advisory lock of the shared database, which it lets go of when the node dies.</summary>
sealed class SharedTurn(PostgresDatabase database, TimeProvider time)
{
    /// <summary>Deleting what is too old: any number that no other program takes in the same database.</summary>
    public const long Retention = 0x63616e646f73;

    /// <summary>Keeping visits by day, which must not read what is being deleted.</summary>
    public const long Folding = Retention + 1;

    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Waits until it is this node's turn.</summary>
    public async Task<IAsyncDisposable> TakeAsync(long work, CancellationToken cancellationToken)
    {
        IAsyncDisposable? turn;
        while ((turn = await TryTakeAsync(work, cancellationToken)) is null)
            await Task.Delay(Pause, time, cancellationToken);
        return turn;
    }

    /// <summary>Null while another node does that work. The caller gives it back by disposing it.</summary>
    public async Task<IAsyncDisposable?> TryTakeAsync(long work, CancellationToken cancellationToken)
    {
        var connection = database.Connect();
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand("select pg_try_advisory_lock($1)", connection) { Parameters = { new() { Value = work } } };
            if (await command.ExecuteScalarAsync(cancellationToken) is true)
                return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }
}
