using DuckDB.NET.Native;

namespace Candor.Store.DuckDb;

/// <param name="Fill">Writes the given stretch of rows into the vector.</param>
sealed record FeedColumn(string Name, DuckDBType Type, FillVector Fill);

unsafe delegate void FillVector(void* data, IntPtr vector, int from, int count);
