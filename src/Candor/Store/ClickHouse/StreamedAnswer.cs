using System.Data.Common;

namespace Candor.Store.ClickHouse;

/// <summary>An answer that is still being read, with what it holds open.</summary>
sealed record StreamedAnswer(DbConnection Connection, DbCommand Command, DbDataReader Reader) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await Reader.DisposeAsync();
        await Command.DisposeAsync();
        await Connection.DisposeAsync();
    }
}
