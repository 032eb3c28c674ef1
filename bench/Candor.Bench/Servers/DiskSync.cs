using System.Diagnostics;
using Candor.Journal;

namespace Candor.Bench.Servers;

/// <summary>What the disk itself takes to make 8 kB durable: write in place and sync, one after the other.</summary>
static class DiskSync
{
    const int Block = 8192;

    /// <summary>Mean milliseconds, in the folder that the journal would use.</summary>
    public static double Measure(string folder, TimeSpan span)
    {
        var path = Path.Combine(folder, "sync");
        try
        {
            using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, preallocationSize: Block);
            var bytes = new byte[Block];
            Write(file, bytes);
            var count = 0;
            var clock = Stopwatch.StartNew();
            for (; clock.Elapsed < span; count++)
                Write(file, bytes);
            return clock.Elapsed.TotalMilliseconds / count;
        }
        finally
        {
            File.Delete(path);
        }
    }

    static void Write(Microsoft.Win32.SafeHandles.SafeFileHandle file, byte[] bytes)
    {
        RandomAccess.Write(file, bytes, 0);
        FileSync.File(file);
    }
}
