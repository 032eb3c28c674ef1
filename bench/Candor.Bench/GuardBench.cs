using System.Diagnostics;
using System.Globalization;
using System.Text;
using Candor.Bench.Table;
using Candor.Guard;
using Candor.Guard.Policy;

namespace Candor.Bench;

/// <summary>
/// Guard on one core, event by event: what clean events cost (the usual case, nothing allocated but the verdict), what a hospital's cost, of which
/// most is taken away, and the worst 64 KB that are known.
/// </summary>
static class GuardBench
{
    const int Worst = 64 * 1024;
    const string Command = "./build.sh bench guard";

    static readonly EventGuard Guard = new(PolicySource.Fixed(GuardPolicy.Strict), VisitorPseudonym.Ephemeral());

    public static IReadOnlyList<Finding> Run(BenchOptions options)
    {
        var time = TimeSpan.FromSeconds(options.Seconds / 2.0);
        var small = Measure(PageView(""), time);
        var commerce = Measure(Purchase(12), time);
        var hospital = Measure(Hospital(14), time);
        var large = Measure(Purchase(120), time);
        // Long enough to be interrupted, so by the CPU they take.
        var (name, worst) = WorstCases().Select(c => (c.Name, Cpu: Cpu(c.Event, time / 4))).MaxBy(m => m.Cpu);
        var collect = CollectPath();
        return
        [
            Finding.Below(Questions.GuardSmall, "", small.ToString(), small.Tail, 50, 15, "us p99", Command),
            Finding.AtMost(Questions.GuardShare, $"{collect:0.0} CPU-us, measured before", string.Create(CultureInfo.InvariantCulture, $"{small.Median:0.0} us"), small.Median / collect, 0.33, 0.15, Command),
            Finding.Below(Questions.GuardCommerce, "", commerce.ToString(), commerce.Tail, 100, 30, "us p99", Command),
            Finding.Below(Questions.GuardHospital, "", hospital.ToString(), hospital.Tail, 100, 50, "us p99", Command),
            Finding.Below(Questions.GuardLarge, "", large.ToString(), large.Tail, 800, 250, "us p99", Command),
            Finding.Below(Questions.GuardWorst, "", string.Create(CultureInfo.InvariantCulture, $"{worst / 1000:0.00} ms ({name})"), worst / 1000, 5, 2, "ms CPU", Command),
        ];
    }

    /// <summary>Microseconds an event, and bytes allocated for one.</summary>
    readonly record struct Cost(double Median, double Tail, long Bytes, int Size)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"p50 {Median:0.0} us, p99 {Tail:0.0} us, {Bytes} B allocated ({Size} B in)");
    }

    static Cost Measure(Event e, TimeSpan time)
    {
        // Until the runtime's last tier has taken over.
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < time;)
            Guard.Examine(e);
        var ticks = new List<long>(1 << 20);
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        Guard.Examine(e);
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < time;)
        {
            var before = Stopwatch.GetTimestamp();
            Guard.Examine(e);
            ticks.Add(Stopwatch.GetTimestamp() - before);
        }
        ticks.Sort();
        return new Cost(Microseconds(ticks[ticks.Count / 2]), Microseconds(ticks[ticks.Count * 99 / 100]), bytes, e.Url.Length + e.Title.Length + e.Referrer.Length + e.Props.Length + 150);
    }

    /// <summary>Microseconds of CPU an event, on average.</summary>
    static double Cpu(Event e, TimeSpan time)
    {
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < time;)
            Guard.Examine(e);
        var clock = Took.Start();
        var count = 0;
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < time; count++)
            Guard.Examine(e);
        return clock.Stop().Cpu.TotalMicroseconds / count;
    }

    static double Microseconds(long ticks) => ticks * 1e6 / Stopwatch.Frequency;

    /// <summary>What a whole event costs the collector, from the table.</summary>
    static double CollectPath()
    {
        var row = File.ReadLines(Path.Combine(ResultsTable.Root(), "bench", "RESULTS.md")).Select(Finding.Parse).FirstOrDefault(f => f?.Question == Questions.SingleCpu);
        return row is not null && double.TryParse(row.Candor.Split(' ')[0], CultureInfo.InvariantCulture, out var cost) ? cost
            : throw new BenchException("Guard's share needs the collector's own row: run ./build.sh bench collect first.");
    }

    static IEnumerable<(string Name, Event Event)> WorstCases() =>
    [
        ("numbers", With(Fill("4111-1111-1111-1112 415-555-2671 12 34 56 78 90 "))),
        ("at signs", With(Fill("a@b.c@"))),
        ("percent signs", PageView("&x=" + Fill("%2525"))),
        ("base64", With(Fill(Convert.ToBase64String(Encoding.UTF8.GetBytes(Fill("plain words in base64 ", 900))) + " "))),
        ("many names", With("", "{" + string.Join(',', Enumerable.Range(0, 40).Select(i => $"\"k{i}\":{{\"last_name\":\"Person{i}\"}}")) + ",\"text\":\"" + Fill("Person Personal 12 ", 60_000) + "\"}")),
        ("single letters", With(Fill("a b "))),
        ("topic words", With(Fill("heart of breast cancer screening with dr jane ")) with { Url = "https://www.example-clinic.org/services/oncology" }),
        ("beginnings", With(Fill("schwangerschaftsabbruchberatungsstelle "))),
        ("small fields", With("", "{" + string.Join(',', Enumerable.Range(0, 3000).Select(i => $"\"k{i}\":\"cancer {i}\"")) + "}")),
        ("path", PageView("") with { Url = "https://www.example-clinic.org/" + Fill("a/") }),
    ];

    static Event PageView(string parameters) => new()
    {
        Site = "s_8f3k2m5p7q9r",
        Id = Guid.Parse("018f2b7c-1111-7abc-8def-0123456789ab"),
        Name = "PageView",
        Time = 1_790_000_000_000,
        Received = 1_790_000_000_100,
        Url = "https://www.example.org/women/shoes/running/trail-runner-pro-2?utm_source=newsletter&utm_medium=email&utm_campaign=spring_2026" + parameters,
        Title = "Trail Runner Pro 2 – running shoes for women | Example Shop",
        Referrer = "https://www.example.org/women/shoes?page=2&sort=price",
        Visitor = "c.3kTMd0pQbZ0s9wR2vX7yLA",
        Screen = "1440x900",
        Language = "en-GB",
        Country = "DE",
        Device = "desktop",
        Browser = "Chrome 141",
        Os = "Windows",
        Consent = new Consent(true, false),
    };

    static Event Purchase(int items) => PageView("") with
    {
        Name = "Purchase",
        Props = Encoding.UTF8.GetBytes("{\"value\":142.50,\"currency\":\"EUR\",\"order_id\":\"100-2837465-1029384\",\"contents\":["
            + string.Join(',', Enumerable.Range(1000, items).Select(i => $"{{\"id\":\"SKU-{i}\",\"name\":\"Trail Runner Pro {i}\",\"quantity\":2,\"item_price\":10.25,\"category\":\"Shoes > Running\"}}")) + "]}"),
    };

    static Event Hospital(int fields) => PageView("") with
    {
        Name = "SubscribedButtonClick",
        Url = "https://www.riverside-hospital.example/services/oncology/breast-cancer/dr-jane-smith?utm_source=google&specialty=oncology",
        Title = "Breast cancer care with Dr. Jane Smith | Riverside Hospital",
        Referrer = "https://www.riverside-hospital.example/find-a-doctor?q=breast+cancer",
        Props = Encoding.UTF8.GetBytes("{\"buttonText\":\"Schedule an appointment with Dr. Jane Smith\",\"value\":0,\"formFeatures\":["
            + string.Join(',', Enumerable.Range(0, fields).Select(i => $"{{\"id\":\"field_{i}\",\"name\":\"symptom_{i}\",\"tag\":\"input\",\"inputType\":\"text\",\"value\":\"lump in breast, {i} weeks\"}}")) + "]}"),
    };

    static Event With(string text, string? props = null) => PageView("") with { Props = Encoding.UTF8.GetBytes(props ?? $"{{\"x\":\"{text}\"}}") };

    static string Fill(string pattern, int length = Worst) => string.Concat(Enumerable.Repeat(pattern, length / pattern.Length));
}
