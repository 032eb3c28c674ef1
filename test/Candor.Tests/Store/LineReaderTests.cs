using System.Text;
using Candor.Store;
using CsCheck;

namespace Candor.Tests.Store;

public sealed class LineReaderTests
{
    static readonly Gen<string> Text = Gen.OneOf(
        Gen.Const(""), Gen.String[Gen.Char[' ', '~'], 0, 20], Gen.String[Gen.OneOf('ä', '"', '\\', '\n', '\0', '<', '漢', '/', '?', '#', '\ud83d'), 1, 6].Select(t => t.Replace("\ud83d", "😀", StringComparison.Ordinal)));

    [Fact]
    public void ARowSaysWhatTheEventSaid() =>
        Gen.Select(Text, Text, Text, Text, Gen.Guid, Gen.Long[-60_000_000_000_000, 200_000_000_000_000], Gen.Byte).Sample(
            (name, title, visitor, country, id, time, consent) =>
            {
                var e = new Event
                {
                    Site = "s_x", Id = id, Name = name + "!", Time = time, Received = time + 1, Title = title, Visitor = visitor, Country = country,
                    Consent = Consent.FromByte(consent), Value = time / 7.0, Props = Encoding.UTF8.GetBytes("""{"a":[1,{"b":"\"}"}]}"""), Removed = [country, name],
                };
                using var batch = new EventBatch();
                batch.Add(1, StoreTest.Line(e));
                Assert.Empty(batch.Quarantined);
                ref var row = ref batch[0];
                Assert.Equal(e.Name, batch.Arena.Text(row[EventText.Name]));
                Assert.Equal(title, batch.Arena.Text(row[EventText.Title]));
                Assert.Equal(visitor, batch.Arena.Text(row[EventText.Visitor]));
                Assert.Equal(country, batch.Arena.Text(row[EventText.Country]));
                Assert.Equal("""{"a":[1,{"b":"\"}"}]}""", batch.Arena.Text(row[EventText.Props]));
                Assert.Equal((time, time + 1, time / 7.0, e.Consent.ToByte()), (row.Time, row.Received, row.Value, row.Consent));
                Assert.Equal(visitor.Length == 0, row.Visitor == 0);
            });

    [Fact]
    public void AnyBytesAreARowOrAReason() =>
        Gen.Byte.Array[0, 60].Sample(bytes =>
        {
            using var batch = new EventBatch();
            batch.Add(7, bytes);
            Assert.Equal(1, batch.Records);
        });

    [Fact]
    public void AnyChangedByteOfALineIsARowOrAReason()
    {
        var line = StoreTest.Line(StoreTest.Engagement(StoreTest.View("/a?b=c"), 500));
        Gen.Select(Gen.Int[0, line.Length - 1], Gen.Byte).Sample((at, value) =>
        {
            var changed = line.ToArray();
            changed[at] = value;
            using var batch = new EventBatch();
            batch.Add(7, changed);
            Assert.Equal(1, batch.Records);
        });
    }

    [Fact]
    public void MembersMayComeInAnyOrder()
    {
        using var batch = new EventBatch();
        batch.Add(1, """{"os":"Linux","received":2,"name":"A","time":1,"id":"0190a3f4-0000-7000-8000-000000000001","site":"s","removed":["a","b"],"zzz":null,"title":null}"""u8);
        Assert.Empty(batch.Quarantined);
        Assert.Equal("Linux|A|a,b|", $"{batch.Arena.Text(batch[0][EventText.Os])}|{batch.Arena.Text(batch[0][EventText.Name])}|{batch.Arena.Text(batch[0][EventText.Removed])}|{batch.Arena.Text(batch[0][EventText.Title])}");
    }
}
