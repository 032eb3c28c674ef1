using System.Buffers.Binary;

namespace Candor.Store.DuckDb;

/// <summary>DuckDB keeps a UUID as a 128-bit integer with the highest bit turned, so that it sorts as text does.</summary>
static class DuckDbUuid
{
    public static readonly UInt128 SignBit = UInt128.One << 127;

    public static UInt128 Of(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    public static Guid ToGuid(UInt128 id)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, id);
        return new Guid(bytes, bigEndian: true);
    }
}
