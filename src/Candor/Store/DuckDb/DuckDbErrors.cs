using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace Candor.Store.DuckDb;

static class DuckDbErrors
{
    /// <summary>Not the data's fault: the same batch may be stored later.</summary>
    public static bool IsPassing(DuckDBException e) =>
        e.ErrorType is DuckDBErrorType.Io or DuckDBErrorType.OutOfMemory or DuckDBErrorType.Fatal or DuckDBErrorType.Interrupt
            or DuckDBErrorType.Transaction or DuckDBErrorType.Connection or DuckDBErrorType.Permission or DuckDBErrorType.Internal
        || IsFatal(e);

    /// <summary>DuckDB refuses everything until the file is opened anew.</summary>
    public static bool IsFatal(DuckDBException e) =>
        e.ErrorType is DuckDBErrorType.Fatal or DuckDBErrorType.Internal
        || e.Message.Contains("database has been invalidated", StringComparison.OrdinalIgnoreCase);
}
