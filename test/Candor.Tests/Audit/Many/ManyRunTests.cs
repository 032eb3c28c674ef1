using Candor.Audit;
using Candor.Audit.Live;
using Candor.Audit.Many;
using Candor.Tests.Support;

namespace Candor.Tests.Audit.Many;

/// <summary>Many sources, some of them bad: each ends with an outcome, and what ended is never done again.</summary>
public sealed class ManyRunTests : IDisposable
{
    static readonly AuditReport Leak = new Har().Document().Get("https://www.facebook.com/tr/?id=1&ev=Lead&dl=https%3A%2F%2Fclinic.example.org%2F%3Femail%3Djane%40example.com").Audit();
    static readonly AuditReport Clean = new Har().Document().Audit();
    static readonly ManyOptions Two = new(2, TimeSpan.Zero, 3);

    readonly TemporaryFolder folder = new();

    AuditStore Store => new(folder["audits.duckdb"]);

    [Fact]
    public async Task OneBadSourceNeverStopsTheOthersAndEachHasItsOutcome()
    {
        var list = List("https://good.example/", "https://gone.example/", "https://odd.example/", "https://clean.example/");
        var run = await RunAsync(list, (source, _) => source switch
        {
            "https://gone.example/" => throw new VisitException(VisitOutcome.NoAnswer, "nobody answers"),
            "https://odd.example/" => throw new InvalidOperationException("odd"),
            "https://clean.example/" => Task.FromResult(Clean),
            _ => Task.FromResult(Leak),
        });

        Assert.Equal([("https://good.example/", "done"), ("https://clean.example/", "done"), ("https://gone.example/", "no-answer"), ("https://odd.example/", "failed")], Store.Latest(run).Select(a => (a.Source, a.Outcome)));
        Assert.Equal("nobody answers", Store.Latest(run)[2].Message);
    }

    [Fact]
    public async Task WhatMayPassIsTriedAgainAndWhatCannotIsNot()
    {
        var tried = new List<string>();
        await RunAsync(List("https://flaky.example/", "https://private.example/"), (source, _) =>
        {
            lock (tried)
                tried.Add(source);
            return source.Contains("flaky", StringComparison.Ordinal) ? tried.Count(t => t == source) < 3 ? throw new VisitException(VisitOutcome.TimedOut, "slow") : Task.FromResult(Clean) : throw new VisitException(VisitOutcome.Refused, "private");
        });

        Assert.Equal((3, 1), (tried.Count(t => t.Contains("flaky", StringComparison.Ordinal)), tried.Count(t => t.Contains("private", StringComparison.Ordinal))));
        Assert.Equal(["done", "refused"], Store.Latest().Select(a => a.Outcome));
    }

    [Fact]
    public async Task ARunThatWasStoppedGoesOnWithWhatHasNoOutcomeAndTheNextRunIsAnother()
    {
        var list = List([.. Enumerable.Range(0, 12).Select(i => $"https://s{i}.example/")]);
        using var stop = new CancellationTokenSource();
        var started = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunUntilAsync(list, (_, _) => Interlocked.Increment(ref started) == 5 ? throw Stopped(stop) : Task.FromResult(Clean), stop.Token));
        var before = Store.Latest().Count;
        var again = new List<string>();
        var run = await RunAsync(list, (source, _) =>
        {
            lock (again)
                again.Add(source);
            return Task.FromResult(Clean);
        });

        Assert.InRange(before, 1, 11);
        Assert.Equal(12 - before, again.Count);
        Assert.Equal(12, Store.Outcomes(run).Count);
        Assert.NotEqual(run, await RunAsync(list, (_, _) => Task.FromResult(Clean)));
    }

    [Fact]
    public async Task AHostIsNeverVisitedTwiceAtOnce()
    {
        int now = 0, most = 0;
        await RunAsync(List("https://a.example.org/1", "https://b.example.org/2", "https://example.org/3"), async (_, cancel) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Task.Delay(20, cancel);
            Interlocked.Decrement(ref now);
            return Clean;
        });

        Assert.Equal(1, most);
    }

    [Fact]
    public async Task WhoIsToldWhatIsCountedOverAllSitesWithItsInterval()
    {
        await RunAsync(List("https://a.example/", "https://b.example/", "https://c.example/", "https://d.example/"), (source, _) => Task.FromResult(source.Contains("//d", StringComparison.Ordinal) ? Clean : Leak));
        var told = ToldAcross.Of(Store.Findings(), 4);
        var worst = told.First(t => t.Rule == "personal-data-sent");

        Assert.Equal(("Meta", 3, 4), (worst.Vendor, worst.Prevalence.Count, worst.Prevalence.Of));
        Assert.Equal("3 of 4 sites (75%, 95% interval 30% to 95%) tell Meta who the visitor is.", worst.Sentence);
        Assert.Equal(told.OrderByDescending(t => t.Severity).ThenByDescending(t => t.Prevalence.Count).Select(t => t.Rule).First(), told[0].Rule);
    }

    [Fact]
    public async Task TheReportThatIsKeptIsTheJsonReportWithoutValues()
    {
        await RunAsync(List("https://a.example/"), (_, _) => Task.FromResult(Leak));

        Assert.Equal(Reporting.Json(Leak), System.Text.Encoding.UTF8.GetString(Store.Report(Store.Latest()[0].Id)!));
    }

    [Fact]
    public void EveryMistakeOfAListIsToldAtOnce()
    {
        File.WriteAllText(folder["list.txt"], "# sites\nexample.org\nftp://example.org/\n\nhttps://user:word@example.org/\nvisit.har\n");
        var mistakes = Assert.Throws<FormatException>(() => SourceList.Read(folder["list.txt"])).Message.Split(Environment.NewLine);
        File.WriteAllText(folder["list.txt"], "# sites\nexample.org\n\nvisit.har\nhttps://example.org/\n");

        Assert.Equal(["list.txt:3", "list.txt:5"], mistakes.Select(m => Path.GetFileName(m.Split(": ")[0])));
        Assert.Equal(["https://example.org/", folder["visit.har"]], SourceList.Read(folder["list.txt"]).Sources);
    }

    [Theory]
    [InlineData(0, 10, 0, 0.2775)]
    [InlineData(10, 10, 0.7225, 1)]
    [InlineData(117, 412, 0.2426, 0.3294)]
    public void TheIntervalIsWilsons(int count, int of, double low, double high)
    {
        var share = new Prevalence(count, of);

        Assert.Equal((low, high), (Math.Round(share.Low, 4), Math.Round(share.High, 4)));
    }

    public void Dispose() => folder.Dispose();

    static OperationCanceledException Stopped(CancellationTokenSource stop)
    {
        stop.Cancel();
        return new OperationCanceledException(stop.Token);
    }

    static SourceList List(params string[] sources) => new("list.txt", string.Join(',', sources), sources);

    Task<string> RunAsync(SourceList list, Func<string, CancellationToken, Task<AuditReport>> audit) => RunUntilAsync(list, audit, TestContext.Current.CancellationToken);

    Task<string> RunUntilAsync(SourceList list, Func<string, CancellationToken, Task<AuditReport>> audit, CancellationToken end) =>
        new ManyRun(Store, audit, host => Har.Knowledge.Suffixes.RegistrableDomain(host).ToString(), TimeProvider.System).RunAsync(list, Two, _ => { }, end);
}
