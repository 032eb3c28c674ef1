using System.Buffers;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace Candor.Analyze.Replay;

/// <summary>What Guard looks at of an event, in 128 bits. Events with the same key get the same verdict: neither time nor id is examined, and of a
/// visitor's id made by Candor itself only the kind counts.</summary>
sealed class EventKey
{
    readonly ArrayBufferWriter<byte> buffer = new(1024);

    public UInt128 Of(Event e)
    {
        buffer.ResetWrittenCount();
        foreach (var text in (ReadOnlySpan<string>)[e.Site, e.Name, e.Url, e.Title, e.Referrer, VisitorOf(e.Visitor), e.Country, e.Region, e.Language, e.Screen, e.Device, e.Browser, e.Os, e.Currency])
            Add(text);
        Add(e.Props.Span);
        Add(e.User.Span);
        buffer.GetSpan(1)[0] = e.Consent.ToByte();
        buffer.Advance(1);
        return XxHash128.HashToUInt128(buffer.WrittenSpan);
    }

    static string VisitorOf(string id) => id is ['c' or 'd' or 'h' or 'k', '.', ..] && id.Length <= 64 && id.AsSpan(2).IndexOfAnyExcept(Standard) < 0 ? id[..2] : id;

    static readonly SearchValues<char> Standard = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    void Add(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        AddLength(length);
        Encoding.UTF8.GetBytes(text, buffer.GetSpan(length));
        buffer.Advance(length);
    }

    void Add(ReadOnlySpan<byte> bytes)
    {
        AddLength(bytes.Length);
        buffer.Write(bytes);
    }

    /// <summary>Before each part, so that no two events run together into the same bytes.</summary>
    void AddLength(int length) => buffer.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in length)));
}
