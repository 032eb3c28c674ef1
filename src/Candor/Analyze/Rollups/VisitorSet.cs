namespace Candor.Analyze.Rollups;

/// <summary>A set of visitors' numbers as bytes: ascending, each the distance to the one before, seven bits to a byte, the last byte of
/// each without the top bit. New visitors of a day have numbers in a row, so most take one byte.</summary>
static class VisitorSet
{
    /// <param name="numbers">Ascending, each once.</param>
    public static byte[] Encode(ReadOnlySpan<uint> numbers)
    {
        var bytes = new byte[numbers.Length * 5];
        var length = 0;
        uint last = 0;
        foreach (var number in numbers)
        {
            var distance = number - last;
            last = number;
            for (; distance >= 0x80; distance >>= 7)
                bytes[length++] = (byte)(distance | 0x80);
            bytes[length++] = (byte)distance;
        }
        return bytes[..length];
    }

    public static IEnumerable<uint> Decode(ReadOnlyMemory<byte> set)
    {
        uint number = 0;
        for (var i = 0; i < set.Length;)
        {
            uint distance = 0, part;
            var shift = 0;
            do
            {
                part = set.Span[i++];
                distance |= (part & 0x7F) << shift;
                shift += 7;
            }
            while (part >= 0x80);
            yield return number += distance;
        }
    }
}
