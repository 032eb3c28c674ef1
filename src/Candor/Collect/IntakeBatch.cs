using System.Buffers;
using Candor.Collect.Wire;

namespace Candor.Collect;

/// <summary>One request on its way to the journal.</summary>
sealed class IntakeBatch
{
    // The journal copies before it yields, so one buffer a thread is enough and none waits for the disk.
    [ThreadStatic] static ArrayBufferWriter<byte>? buffer;

    const int LargestKept = 1 << 20;

    public IntakeBatch()
    {
        if (buffer is null || buffer.Capacity > LargestKept)
            buffer = new ArrayBufferWriter<byte>(8192);
        buffer.ResetWrittenCount();
        Lines = buffer;
    }

    public ArrayBufferWriter<byte> Lines { get; }

    /// <summary>How many lines there are.</summary>
    public int Count { get; set; }

    public int Dropped { get; set; }

    public ProblemList Problems { get; } = new();

    public SiteGate? Gate { get; set; }

    public TimeSpan Wait { get; set; }

    public string? NewCookie;

    public CountryFinder.Place? Place { get; set; }
}
