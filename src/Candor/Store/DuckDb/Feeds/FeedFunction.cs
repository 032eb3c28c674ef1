using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace Candor.Store.DuckDb;

/// <summary>
/// Makes a <see cref="Feed"/> a table function of the loader's connection. DuckDB's functions are visible to every connection of
/// the process, so binding refuses all others: someone's own SQL must not read, or disturb, a batch that is being stored.
/// </summary>
static unsafe class FeedFunction
{
    static readonly int Capacity = (int)NativeMethods.Helpers.DuckDBVectorSize();

    public static IDisposable Register(DuckDBConnection connection, Feed feed)
    {
        var handle = GCHandle.Alloc(new Binding(feed, ConnectionId(connection)));
        var function = NativeMethods.TableFunction.DuckDBCreateTableFunction();
        NativeMethods.TableFunction.DuckDBTableFunctionSetName(function, feed.Name);
        NativeMethods.TableFunction.DuckDBTableFunctionSetExtraInfo(function, GCHandle.ToIntPtr(handle), null);
        NativeMethods.TableFunction.DuckDBTableFunctionSetBind(function, &Bind);
        NativeMethods.TableFunction.DuckDBTableFunctionSetInit(function, &Init);
        NativeMethods.TableFunction.DuckDBTableFunctionSetFunction(function, &Next);
        var state = NativeMethods.TableFunction.DuckDBRegisterTableFunction(connection.NativeConnection, function);
        NativeMethods.TableFunction.DuckDBDestroyTableFunction(ref function);
        return state.IsSuccess() ? new Registration(handle) : throw new InvalidOperationException($"DuckDB refused the table function {feed.Name}.");
    }

    static ulong ConnectionId(DuckDBConnection connection)
    {
        NativeMethods.Startup.DuckDBConnectionGetClientContext(connection.NativeConnection, out var context);
        using (context)
            return context.ConnectionId;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Bind(IntPtr info)
    {
        try
        {
            var binding = Get(NativeMethods.TableFunction.DuckDBBindGetExtraInfo(info));
            NativeMethods.TableFunction.DuckDBTableFunctionGetClientContext(info, out var context);
            using (context)
                if (context.ConnectionId != binding.Connection)
                {
                    NativeMethods.TableFunction.DuckDBBindSetError(info, "This function belongs to the loader.");
                    return;
                }

            foreach (var column in binding.Feed.Columns)
            {
                using var type = NativeMethods.LogicalType.DuckDBCreateLogicalType(column.Type);
                NativeMethods.TableFunction.DuckDBBindAddResultColumn(info, column.Name, type);
            }

            NativeMethods.TableFunction.DuckDBBindSetCardinality(info, (ulong)binding.Feed.Count, isExact: true);
        }
        catch (Exception e)
        {
            NativeMethods.TableFunction.DuckDBBindSetError(info, e.Message);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Init(IntPtr info) => Get(NativeMethods.TableFunction.DuckDBInitGetExtraInfo(info)).Feed.Rewind();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Next(IntPtr info, IntPtr chunk)
    {
        var feed = Get(NativeMethods.TableFunction.DuckDBFunctionGetExtraInfo(info)).Feed;
        try
        {
            var data = new DuckDBDataChunk(chunk);
            NativeMethods.DataChunks.DuckDBDataChunkSetSize(data, (ulong)feed.Next(data, Capacity));
        }
        catch (Exception e)
        {
            feed.Failure = e;
            NativeMethods.TableFunction.DuckDBFunctionSetError(info, e.Message);
        }
    }

    static Binding Get(IntPtr handle) => (Binding)GCHandle.FromIntPtr(handle).Target!;

    sealed record Binding(Feed Feed, ulong Connection);

    /// <summary>To be disposed after the database: DuckDB keeps the function as long as that.</summary>
    sealed class Registration(GCHandle handle) : IDisposable
    {
        public void Dispose() => handle.Free();
    }
}
