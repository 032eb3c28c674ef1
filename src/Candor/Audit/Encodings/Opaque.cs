namespace Candor.Audit.Encodings;

/// <summary>Bytes that left and could not be read.</summary>
/// <param name="Name">The field, or <c>body</c>.</param>
/// <param name="Entropy">Bits a byte, 0 to 8: near 8 is encrypted or packed in a way nobody here knows.</param>
readonly record struct Opaque(string Name, int Bytes, double Entropy)
{
    public static Opaque Of(string name, ReadOnlySpan<byte> bytes) => new(name, bytes.Length, EntropyOf(bytes));

    public static double EntropyOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return 0;
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        foreach (var b in bytes)
            counts[b]++;
        var bits = 0.0;
        foreach (var count in counts)
            if (count > 0)
                bits -= count / (double)bytes.Length * Math.Log2(count / (double)bytes.Length);
        return bits;
    }
}
