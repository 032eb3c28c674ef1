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

    /// <summary>How many lines are events.</summary>
    public int Count { get; set; }

    /// <summary>Null while none was dropped, as is usual.</summary>
    public DroppedCount? Dropped { get; set; }

    public ProblemList Problems { get; } = new();

    public SiteGate? Gate { get; set; }

    public TimeSpan Wait { get; set; }

    /// <summary>An id for a visitor who allows one and has none yet.</summary>
    public string? NewCookie { get; set; }

    /// <summary>The sender's key of the day, as one site knows it: making it costs as much as examining a short event.</summary>
    public (SiteGate Gate, string Key)? Daily { get; set; }

    public CountryFinder.Place? Place { get; set; }
}
