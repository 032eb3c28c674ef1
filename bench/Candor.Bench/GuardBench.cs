using System.Text;
using BenchmarkDotNet.Attributes;
using Candor.Guard;
using Candor.Guard.Policy;

namespace Candor.Bench;

/// <summary>
/// Guard on one core: what a clean event costs (the usual case, no allocation beyond the verdict), what a redaction costs,
/// and the worst 64 KB that is known.
/// </summary>
[MemoryDiagnoser]
public class GuardBench
{
    const int Worst = 64 * 1024;

    readonly EventGuard guard = new(PolicySource.Fixed(GuardPolicy.Strict), VisitorPseudonym.Ephemeral());

    Event e = null!;

    [Params("pageview-600", "purchase-600", "custom-2k", "custom-16k", "redacted-600", "worst-numbers", "worst-at", "worst-percent", "worst-base64", "worst-names")]
    public string Case { get; set; } = "";

    [GlobalSetup]
    public void Prepare() => e = Case switch
    {
        "pageview-600" => PageView(""),
        "purchase-600" => Purchase(1),
        "custom-2k" => Purchase(12),
        "custom-16k" => Purchase(120),
        "redacted-600" => PageView("&email=maria.lopez%40example.com"),
        "worst-numbers" => With(Fill("4111-1111-1111-1112 415-555-2671 12 34 56 78 90 ")),
        "worst-at" => With(Fill("a@b.c@")),
        "worst-percent" => PageView("&x=" + Fill("%2525")),
        "worst-base64" => With(Fill(Convert.ToBase64String(Encoding.UTF8.GetBytes(Fill("plain words in base64 ", 900))) + " ")),
        "worst-names" => With("", "{" + string.Join(',', Enumerable.Range(0, 40).Select(i => $"\"k{i}\":{{\"last_name\":\"Person{i}\"}}")) + ",\"text\":\"" + Fill("Person Personal 12 ", 60_000) + "\"}"),
        _ => throw new InvalidOperationException(Case),
    };

    [Benchmark]
    public object Examine() => guard.Examine(e);

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

    static Event With(string text, string? props = null) => PageView("") with { Props = Encoding.UTF8.GetBytes(props ?? $"{{\"x\":\"{text}\"}}") };

    static string Fill(string pattern, int length = Worst) => string.Concat(Enumerable.Repeat(pattern, length / pattern.Length));
}
