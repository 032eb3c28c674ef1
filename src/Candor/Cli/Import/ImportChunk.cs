using System.Buffers;
using System.Text;

namespace Candor.Cli.Import;

/// <summary>Some rows of a file as UTF-8 lines, ready to be sent.</summary>
sealed class ImportChunk
{
    readonly ArrayBufferWriter<byte> lines = new(1 << 20);

    public int Rows { get; private set; }

    public ReadOnlyMemory<byte> Lines => lines.WrittenMemory;

    public void Add(string line)
    {
        Encoding.UTF8.GetBytes(line, lines);
        lines.Write("\n"u8);
        Rows++;
    }
}
