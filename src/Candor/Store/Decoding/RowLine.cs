using System.Buffers;
using System.Buffers.Binary;

namespace Candor.Store;

/// <summary>A row back as a line, for what the engine would not take.</summary>
static class RowLine
{
    public static byte[] Of(EventBatch batch, int row)
    {
        ref var e = ref batch[row];
        var arena = batch.Arena;
        var output = new ArrayBufferWriter<byte>();
        Span<byte> id = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(id, e.Id);
        var host = arena.Text(e[EventText.Host]);
        var query = arena.Text(e[EventText.Query]);
        EventLine.Write(
            new Event
            {
                Site = arena.Text(e[EventText.Site]),
                Id = new Guid(id, bigEndian: true),
                Name = arena.Text(e[EventText.Name]),
                Time = e.Time,
                Received = e.Received,
                Url = (host.Length > 0 ? $"https://{host}" : "") + arena.Text(e[EventText.Path]) + (query.Length > 0 ? $"?{query}" : ""),
                Title = arena.Text(e[EventText.Title]),
                Referrer = e[EventText.Referrer].IsEmpty ? "" : $"https://{arena.Text(e[EventText.Referrer])}",
                Props = arena[e[EventText.Props]].ToArray(),
                Value = double.IsNaN(e.Value) ? null : e.Value,
                Currency = arena.Text(e[EventText.Currency]),
                Visitor = arena.Text(e[EventText.Visitor]),
                User = arena[e[EventText.Matching]].ToArray(),
                Consent = Consent.FromByte(e.Consent),
                Screen = arena.Text(e[EventText.Screen]),
                Language = arena.Text(e[EventText.Language]),
                Country = arena.Text(e[EventText.Country]),
                Region = arena.Text(e[EventText.Region]),
                Device = arena.Text(e[EventText.Device]),
                Browser = arena.Text(e[EventText.Browser]),
                Os = arena.Text(e[EventText.Os]),
                Bot = arena.Text(e[EventText.Bot]),
                Source = (EventSource)e.Kind,
                Removed = arena.Text(e[EventText.Removed]).Split(',', StringSplitOptions.RemoveEmptyEntries),
            },
            output);
        return output.WrittenSpan.TrimEnd((byte)'\n').ToArray();
    }
}
