using Candor.Store;
using CsCheck;

namespace Candor.Tests.Store;

public sealed class SeenIdsTests
{
    static readonly Gen<UInt128> Id = Gen.Select(Gen.ULong, Gen.ULong, (high, low) => new UInt128(high, low));

    [Fact]
    public void AFilterForgetsNothing() =>
        Id.Array[1, 500].Sample(ids =>
        {
            using var filter = new BloomFilter(100);
            foreach (var id in ids)
                filter.Add(BloomFilter.Hash(id));
            Assert.All(ids, id => Assert.True(filter.MayHold(BloomFilter.Hash(id))));
        });

    [Theory]
    [InlineData(1.0, 0.003)]
    [InlineData(0.5, 0.0005)]
    public void AFilterIsRarelyWrong(double full, double most)
    {
        const int Capacity = 100_000;
        using var filter = new BloomFilter(Capacity);
        // Version 7 ids of one moment differ only in their last bits: the worst case in practice.
        for (var i = 0; i < Capacity * full; i++)
            filter.Add(BloomFilter.Hash(new UInt128(0x0190a3f400007000, 0x8000000000000000 + (ulong)i)));
        var wrong = Enumerable.Range(0, Capacity).Count(i => filter.MayHold(BloomFilter.Hash(new UInt128(0x0190a3f400007000, 0x9000000000000000 + (ulong)i))));
        Assert.True(wrong < most * Capacity, $"{wrong} of {Capacity}");
    }

    [Fact]
    public void NewIsSaidOnlyOfWhatIsNew() =>
        (from times in Gen.Long[-20, 20].Array[1, 60]
         from bytes in Gen.OneOf(0L, 20_000L, 1L << 20)
         select (times, bytes)).Sample((times, bytes) =>
        {
            var table = new Table();
            using var seen = new SeenIds(bytes, table);
            for (var i = 0; i < times.Length; i++)
            {
                var row = new EventRow { Time = times[i] * SeenIds.Window / 3, Id = (UInt128)(ulong)(i % 7) };
                seen.Prepare([row]);
                var maybe = seen.TestAndAdd(row.Time, row.Id);
                Assert.True(maybe || !table.Rows.Exists(r => r.Id == row.Id && Math.Abs(r.Time - row.Time) <= SeenIds.Window), $"{i}");
                Assert.True(seen.Bytes <= bytes);
                table.Rows.Add(row);
            }
        });

    sealed class Table : IStoredIds
    {
        public List<EventRow> Rows { get; } = [];

        public long Count(long from, long to) => Rows.Count(r => r.Time >= from && r.Time < to);

        public void Read(long from, long to, Action<UInt128> id) => Rows.FindAll(r => r.Time >= from && r.Time < to).ForEach(r => id(r.Id));

        public List<StoredKey> Find(EventBatch batch, IReadOnlyList<int> rows) => throw new NotSupportedException();
    }
}
