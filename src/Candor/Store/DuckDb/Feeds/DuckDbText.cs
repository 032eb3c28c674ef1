using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Candor.Store.DuckDb;

/// <summary>
/// DuckDB's <c>duckdb_string_t</c>: up to 12 bytes lie inside, longer texts are pointed at with their first four bytes repeated.
/// Writing it ourselves saves a native call and a copy for each of some 20 texts a row.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
unsafe struct DuckDbText
{
    const int Inline = 12;

    [FieldOffset(0)] uint length;
    [FieldOffset(4)] uint prefix;
    [FieldOffset(8)] ulong rest;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(DuckDbText* target, byte* arena, TextSlice text)
    {
        *target = default;
        target->length = (uint)text.Length;
        var from = arena + text.Start;
        if (text.Length <= Inline)
        {
            Unsafe.CopyBlockUnaligned((byte*)target + 4, from, (uint)text.Length);
            return;
        }

        target->prefix = Unsafe.ReadUnaligned<uint>(from);
        target->rest = (ulong)from;
    }
}
