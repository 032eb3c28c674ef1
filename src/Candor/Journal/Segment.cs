using System.Globalization;

namespace Candor.Journal;

/// <summary>A run of records in one file, named by the first. Only its writer moves the end, and only after a sync.</summary>
sealed class Segment(long first, long next, long bytes)
{
    const string Extension = ".ndjson";
    long next = next;
    long bytes = bytes;

    public long First { get; } = first;
    public string Name { get; } = NameOf(first);

    /// <summary>One past the last durable record.</summary>
    public long Next => Volatile.Read(ref next);

    /// <summary>Where the last durable record ends. What lies behind it does not count.</summary>
    public long Bytes => Volatile.Read(ref bytes);

    public DateTimeOffset SealedAt { get; set; }

    public void Advance(long nextSequence, long length)
    {
        Volatile.Write(ref bytes, length);
        Volatile.Write(ref next, nextSequence);
    }

    public static string NameOf(long first) => first.ToString("D20", CultureInfo.InvariantCulture) + Extension;

    public static bool TryParseName(string name, out long first)
    {
        first = 0;
        return name.Length == 20 + Extension.Length && name.EndsWith(Extension, StringComparison.Ordinal)
            && long.TryParse(name.AsSpan(0, 20), NumberStyles.None, CultureInfo.InvariantCulture, out first) && first > 0;
    }
}
