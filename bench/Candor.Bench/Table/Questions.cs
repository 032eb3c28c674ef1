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
    public const string ClickHouseLoad = "Journal to ClickHouse, duplicates and position included, against the driver's binary insert of the same rows";
    public const string ClickHouseReports = "ClickHouse: slowest report end to end, visits of days that are over kept, against hand-written SQL that tells the same on a plain table";
    public const string ClickHouseWorkedOut = "ClickHouse: slowest report end to end when no visits are kept, against the same";
    public const string ClickHouseGrowth = "ClickHouse: most growth of a report";
    public const string ClickHouseBytes = "ClickHouse: bytes an event, kept visits included";
    public const string Funnel = "Anchor for a report to come: funnel of four steps by hand in DuckDB, against ClickHouse's windowFunnel";
    public const string Retention = "Anchor for a report to come: weekly retention by hand in DuckDB, against ClickHouse's windows";
    public const string AuditRecording = "Audit: a recording of 100 MB, from start to report";
    public const string AuditMemory = "Audit: peak memory with that recording";
    public const string ListDecision = "Audit: a decision by EasyPrivacy, against @ghostery/adblocker on the same addresses";
    public const string ListParse = "Audit: EasyPrivacy read and indexed";
    public const string GuardWorst = "Guard: the worst 64 KB known";
    public const string Script = "Script, gzip";

    static readonly string[] Order =
    [
        Single, SingleAlone, Tens, TensAlone, SingleCpu, SingleCpuStored, TensCpu, TensCpuStored, FsyncCpu, FsyncTail, WaitMedian, WaitTail, Peer,
        LoadRate, Visible, ReportsSmall, ReportsLarge, Panels, BytesStored, CollectorMemoryAlone, CollectorMemory, ReportMemory,
        GuardSmall, GuardShare, GuardCommerce, GuardHospital, GuardLarge, GuardWorst,
        ClickHouseLoad, ClickHouseReports, ClickHouseWorkedOut, ClickHouseGrowth, ClickHouseBytes, Funnel, Retention,
        AuditRecording, AuditMemory, ListDecision, ListParse, Script,
    ];

    /// <summary>Where a question stands; those that are no longer asked come last.</summary>
    public static int Place(string question) => Array.FindIndex(Order, q => question.StartsWith(q, StringComparison.Ordinal)) is >= 0 and var place ? place : Order.Length;
}
