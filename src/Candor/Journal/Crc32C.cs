using System.Buffers.Binary;
using System.Numerics;

namespace Candor.Journal;

/// <summary>CRC-32C (Castagnoli), one processor instruction per 8 bytes.</summary>
static class Crc32C
{
    public const uint Seed = 0xFFFFFFFF;

    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var b in bytes)
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        return crc;
    }
}
