using System.Globalization;
using Candor.Collect;
using Candor.Guard;
using Candor.Sites;
using Candor.Tests.Sites;
using Candor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Candor.Tests.Collect;

public sealed class SharedSaltTests(PostgresServer server) : IDisposable
{
    static readonly DateTimeOffset Evening = new(2026, 3, 28, 20, 0, 0, TimeSpan.Zero);

    readonly TemporaryFolder folder = new();
    readonly FakeTimeProvider time = new(Evening);

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AVisitorHasOneKeyAtEveryCollectorAndAnotherOneTomorrow()
    {
        var shared = new CandorAppOptions { Postgres = server.NewDatabase(SitesFixture.Prepare), Time = time };
        await using var first = await CandorApp.StartAsync(shared);
        await using var second = await CandorApp.StartAsync(shared);

        var today = (await first.KeepAsync("")).Visitor;
        Assert.StartsWith(VisitorKey.Prefix, today, StringComparison.Ordinal);
        Assert.Equal(today, (await second.KeepAsync("")).Visitor);

        time.SetUtcNow(Evening.AddHours(5));
        foreach (var app in (CandorApp[])[first, second])
            await app.Services.GetRequiredService<SaltAgreement>().LookAsync(Cancel);
        var tomorrow = (await first.KeepAsync("")).Visitor;
        Assert.NotEqual(today, tomorrow);
        Assert.Equal(tomorrow, (await second.KeepAsync("")).Visitor);
    }

    [Fact]
    public async Task WhatIsOverIsGoneFromTheTableAndFromItsPages()
    {
        var address = server.NewDatabase(SitesFixture.Prepare);
        using var salt = new DailySalt(folder["a"], time);
        using var agreement = Agreement(salt, address);
        await agreement.LookAsync(Cancel);
        var old = salt.Current().ToArray();
        Assert.Contains(Hex(old), PagesOfSalts(address), StringComparison.Ordinal);

        time.SetUtcNow(Evening.AddHours(5));
        await agreement.LookAsync(Cancel);

        Assert.Equal([salt.Number], Days(address));
        Assert.DoesNotContain(Hex(old), PagesOfSalts(address), StringComparison.Ordinal);
        Assert.Contains(Hex(salt.Current()), PagesOfSalts(address), StringComparison.Ordinal);
        Assert.DoesNotContain(Hex(old), Hex(await File.ReadAllBytesAsync(folder["a"], Cancel)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NeitherTheLogNorAStandbyNorTheirArchivesHoldIt()
    {
        var address = server.NewDatabase(SitesFixture.Prepare);
        using var salt = new DailySalt(folder["a"], time);
        using var agreement = Agreement(salt, address);
        await agreement.LookAsync(Cancel);

        Assert.Equal("u", Execute(address, "select relpersistence::text from pg_class where relname = 'salts'"));
    }

    [Fact]
    public async Task ADatabaseThatCrashedAndForgotTheSaltGetsItBack()
    {
        var address = server.NewDatabase(SitesFixture.Prepare);
        using var salt = new DailySalt(folder["a"], time);
        using var agreement = Agreement(salt, address);
        await agreement.LookAsync(Cancel);
        var before = salt.Current().ToArray();
        Execute(address, "truncate salts");

        await agreement.LookAsync(Cancel);
        Assert.Equal(before, salt.Current());
        Assert.Contains(Hex(before), PagesOfSalts(address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADatabaseThatIsAwayAtMidnightDoesNotPartTheCollectors()
    {
        using var wire = new CutWire(server.Port);
        var address = new NpgsqlConnectionStringBuilder(server.NewDatabase(SitesFixture.Prepare)) { Port = wire.Port }.ToString();
        using var a = new DailySalt(folder["a"], time);
        using var b = new DailySalt(folder["b"], time);
        SaltAgreement[] agreements = [Agreement(a, address), Agreement(b, address)];

        time.SetUtcNow(Evening.AddHours(3.5));
        foreach (var agreement in agreements)
            await agreement.LookAsync(Cancel);
        var before = a.Current().ToArray();
        wire.Cut();
        time.SetUtcNow(Evening.AddHours(4.5));
        foreach (var agreement in agreements)
            await agreement.LookAsync(Cancel);

        Assert.Equal(a.Current(), b.Current());
        Assert.NotEqual(before, a.Current());
        foreach (var agreement in agreements)
            agreement.Dispose();
    }

    [Fact]
    public async Task ACollectorThatStartedAloneTakesTheSharedSaltOnceItCan()
    {
        using var wire = new CutWire(server.Port);
        var direct = server.NewDatabase(SitesFixture.Prepare);
        var address = new NpgsqlConnectionStringBuilder(direct) { Port = wire.Port }.ToString();
        wire.Cut();
        using var alone = new DailySalt(folder["a"], time);
        using var late = Agreement(alone, address);
        await late.LookAsync(Cancel);
        using var other = new DailySalt(folder["b"], time);
        using var early = Agreement(other, direct);
        await early.LookAsync(Cancel);
        var own = alone.Current().ToArray();
        Assert.NotEqual(own, other.Current());

        wire.Mend();
        // A failed start is remembered for a moment.
        for (var tries = 0; tries < 50 && !alone.Current().AsSpan().SequenceEqual(other.Current()); tries++)
        {
            await Task.Delay(100, Cancel);
            await late.LookAsync(Cancel);
        }
        Assert.Equal(other.Current(), alone.Current());
        time.Advance(TimeSpan.FromMinutes(1));
        using var restarted = new DailySalt(folder["a"], time);
        Assert.Equal(other.Current(), restarted.Current());
    }

    SaltAgreement Agreement(DailySalt salt, string address) =>
        new(salt, new SharedSalts(new PostgresDatabase(new SitesOptions(folder["candor.db"]) { Postgres = address })), time, NullLogger<SaltAgreement>.Instance);

    long[] Days(string address) => ((string)Execute(address, "select coalesce(string_agg(\"Day\"::text, ','), '') from salts")!).Split(',').Select(d => long.Parse(d, CultureInfo.InvariantCulture)).ToArray();

    /// <summary>The table's pages as the server has them, dead rows included. They reach the file itself only when the server stops.</summary>
    string PagesOfSalts(string address)
    {
        Execute(address, "create extension if not exists pageinspect");
        return ((string)Execute(address, "select string_agg(encode(get_raw_page('salts', n::int), 'hex'), '') from generate_series(0, pg_relation_size('salts') / 8192 - 1) n")!).ToUpperInvariant();
    }

    object? Execute(string address, string sql) => server.Execute(sql, new NpgsqlConnectionStringBuilder(address).Database!);

    static string Hex(byte[] bytes) => Convert.ToHexString(bytes);

    public void Dispose() => folder.Dispose();
}
