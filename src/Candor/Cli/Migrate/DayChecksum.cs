using System.Buffers;
using System.IO.Hashing;
using Candor.Store;

namespace Candor.Cli.Migrate;

/// <summary>
/// What a store holds of one site and UTC day: how many events, engagement among them, and the sum of the hashes of their canonical lines.
/// A sum does not depend on the order in which a store gives them, and two equal lines do not cancel each other out.
/// </summary>
/// <param name="Sum">Of XxHash128, modulo 2^128.</param>
readonly record struct DayChecksum(long Events, UInt128 Sum)
{
    public static async Task<Dictionary<(string Site, DateOnly Day), DayChecksum>> OfAsync(IEventStore store, DateTime from, DateTime to, CancellationToken cancellationToken)
    {
        var sums = new Dictionary<(string, DateOnly), DayChecksum>();
        var line = new ArrayBufferWriter<byte>();
        var selection = new EventSelection(null, new DateTimeOffset(from, TimeSpan.Zero), new DateTimeOffset(to, TimeSpan.Zero));
        await foreach (var e in store.ReadEventsAsync(selection, cancellationToken))
        {
            line.ResetWrittenCount();
            EventLine.Write(e, line);
            var day = (e.Site, DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(e.Time).UtcDateTime));
            var before = sums.GetValueOrDefault(day);
            sums[day] = new(before.Events + 1, unchecked(before.Sum + XxHash128.HashToUInt128(line.WrittenSpan)));
        }

        return sums;
    }
}
