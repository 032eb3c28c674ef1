using System.IO.Compression;
using Candor.Bench.Table;

namespace Candor.Bench;

/// <summary>What a browser fetches. Measured elsewhere with gzip: umami's script 2,239 B, Meta's fbevents.js about 95 KB.</summary>
static class PixelBench
{
    public static IReadOnlyList<Finding> Run()
    {
        var script = File.ReadAllBytes(Path.Combine(ResultsTable.Root(), "src", "Pixel", "dist", "candor.js"));
        var gzip = Size(script, stream => new GZipStream(stream, new ZLibCompressionOptions { CompressionLevel = 9 }));
        var brotli = Size(script, stream => new BrotliStream(stream, CompressionLevel.SmallestSize));
        return [Finding.Below(Questions.Script, "umami 2,239 B, fbevents.js ~95 KB", $"{gzip:N0} B (brotli {brotli:N0} B)", gzip / 1024.0, 5, 3, "KB", "./build.sh bench pixel")];
    }

    static long Size(byte[] script, Func<Stream, Stream> packer)
    {
        using var packed = new MemoryStream();
        using (var stream = packer(packed))
            stream.Write(script);
        return packed.ToArray().Length;
    }
}
