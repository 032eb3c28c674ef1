using System.Globalization;
using System.Text;
using Candor.Journal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Candor.Tests.Journal;

/// <summary>What the journal's tests say often.</summary>
static class JournalTest
{
    public static readonly JournalOptions Options = new()
    {
        Directory = "/simulated",
        SegmentBytes = 2_000,
        MinFreeBytes = 1_000,
        RetryAfter = TimeSpan.Zero,
    };

    /// <summary>Lives to simulate; <c>CANDOR_SEEDS</c> asks for more than a test run has time for.</summary>
    public static IEnumerable<int> Seeds()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("CANDOR_SEEDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 100;
        for (var seed = 0; seed < count; seed++)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
            yield return seed;
        }
    }

    public static EventJournal Open(IJournalFiles files, JournalOptions? options = null, TimeProvider? time = null) =>
        EventJournal.Open(options ?? Options, files, time ?? new FakeTimeProvider(), NullLogger<EventJournal>.Instance);

    public static async Task<AppendOutcome> Append(this EventJournal journal, params string[] payloads) =>
        await journal.AppendAsync(Encoding.UTF8.GetBytes(string.Concat(payloads.Select(payload => payload + "\n"))), payloads.Length);

    /// <summary>A payload that names itself and is as long as an event may be.</summary>
    public static string Payload(int number) =>
        $$"""{"id":{{number.ToString(CultureInfo.InvariantCulture)}},"url":"https://example.org/{{new string('x', number * 37 % 300)}}"}""";

    public static string[] Payloads(int from, int count) => [.. Enumerable.Range(from, count).Select(Payload)];

    /// <summary>Everything from a position on, as it was appended.</summary>
    public static List<string> Read(this EventJournal journal, long from = 1, int maxRecords = 7, int maxBytes = 1_000)
    {
        var payloads = new List<string>();
        using var reader = journal.OpenReader(new JournalPosition(from));
        while (reader.TryRead(maxRecords, maxBytes) is { } batch)
        {
            using (batch)
            {
                for (var i = 0; i < batch.Count; i++)
                {
                    Assert.Equal(from + payloads.Count, batch.Sequence(i));
                    payloads.Add(Encoding.UTF8.GetString(batch[i]));
                }
            }
        }

        return payloads;
    }
}
