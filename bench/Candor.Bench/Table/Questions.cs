namespace Candor.Bench.Table;

/// <summary>What is asked of Candor's speed and size, in the order of the table.</summary>
static class Questions
{
    public const string Single = "Durable, checked single events a second, against nginx's buffered logging pixel";
    public const string SingleAlone = "Single events, collector alone: loader off";
    public const string Tens = "Ten events a request: events a second, against the same pixel";
    public const string TensAlone = "Ten events a request, collector alone: loader off";
    public const string SingleCpu = "CPU of a durable event, against a bare Kestrel 204";
    public const string SingleCpuStored = "CPU of an event until it is stored: loader included";
    public const string TensCpu = "CPU of a durable event in tens, against a bare Kestrel 204";
    public const string TensCpuStored = "CPU of an event in tens until it is stored: loader included";
    public const string FsyncCpu = "Price of durability: CPU, against the same build with fsync off";
    public const string FsyncTail = "Price of durability: p99 with 256 connections, against the same build with fsync off";
    public const string WaitMedian = "Wait for the answer, p50 with 8 connections, against the disk's own fsync";
    public const string WaitTail = "Wait for the answer, p99 with 8 connections, against the disk's own fsync";
    public const string Peer = "CPU of an event until it is stored: how many times less than umami with PostgreSQL";
    public const string LoadRate = "Journal to DuckDB on one core, dedup and sessions included, against a bare row appender";
    public const string Visible = "Collected to visible in a report, p95 at half of capacity, against PostHog's published 30 s";
    public const string ReportsSmall = "Slowest report end to end at 1e6 events, not rolled up, against hand-written SQL";
    public const string ReportsLarge = "Slowest report end to end at 1e7 events, not rolled up, against hand-written SQL";
    public const string Panels = "Slowest overview panel from roll-ups at 1e7: how many times faster than SQL on raw events";
    public const string BytesStored = "Bytes an event in the store at 1e6, sessions and visitors included";
    public const string CollectorMemory = "Memory of the server under steady load, loader running and store limited to 1 GiB";
    public const string CollectorMemoryAlone = "Memory of the collector alone under steady load: loader off";
    public const string ReportMemory = "Peak memory of a process that answers all panels at 1e7, nothing rolled up, store limited to 1 GiB as installed";
    public const string GuardSmall = "Guard: a page view of 0.6 KB that passes";
    public const string GuardShare = "Guard's share of the collect path: that page view, p50, against the CPU of a durable event";
    public const string GuardCommerce = "Guard: a purchase of 2 KB that passes";
    public const string GuardHospital = "Guard: a hospital's button click of 2 KB that is redacted";
    public const string GuardLarge = "Guard: a purchase of 16 KB that passes";
    public const string GuardWorst = "Guard: the worst 64 KB known";
    public const string Script = "Script, gzip";

    static readonly string[] Order =
    [
        Single, SingleAlone, Tens, TensAlone, SingleCpu, SingleCpuStored, TensCpu, TensCpuStored, FsyncCpu, FsyncTail, WaitMedian, WaitTail, Peer,
        LoadRate, Visible, ReportsSmall, ReportsLarge, Panels, BytesStored, CollectorMemoryAlone, CollectorMemory, ReportMemory,
        GuardSmall, GuardShare, GuardCommerce, GuardHospital, GuardLarge, GuardWorst, Script,
    ];

    /// <summary>Where a question stands; those that are no longer asked come last.</summary>
    public static int Place(string question) => Array.IndexOf(Order, question) is >= 0 and var place ? place : Order.Length;
}
