using System.Buffers;
using System.Net;
using System.Text;
using BenchmarkDotNet.Attributes;
using Candor.Collect;
using Candor.Collect.Agents;
using Candor.Collect.Wire;
using Candor.Guard;
using Candor.Guard.Policy;

namespace Candor.Bench;

/// <summary>What each step of collecting costs for one event of 630 bytes: what is left of a request after these is HTTP and the disk.</summary>
[MemoryDiagnoser]
public class IntakeBench
{
    const string Agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";

    static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"site":"s_bdvmfrpsyxhe","id":"deadbeef-0001-7abc-8def-000000000001","name":"PageView","time":1795569824001,"sent":1795569824001,"url":"https://example.org/shop/products/walking-boots-1?utm_source=newsletter&utm_medium=email&utm_campaign=spring","title":"Walking boots, waterproof - Example shop","referrer":"https://www.google.com/","props":{"content_ids":["sku-1001","sku-1002"],"content_type":"product","value":42.5,"currency":"EUR","category":"Shoes > Outdoor","colour":"dark brown","list_position":1},"consent":{"analytics":true,"ads":false},"visitor":"c.Zm9vYmFyYmF6cXV4000001","screen":"1440x900","language":"en-GB","source":"pixel"}""");

    readonly EventGuard guard = new(PolicySource.Fixed(GuardPolicy.Strict), VisitorPseudonym.Ephemeral());
    readonly ArrayBufferWriter<byte> output = new(8192);
    readonly byte[] salt = new byte[32];
    readonly AgentReader agents = new(Path.Combine(AppContext.BaseDirectory, "data"));
    readonly CountryFinder countries = new(Path.Combine(AppContext.BaseDirectory, "data", "countries.mmdb"));
    readonly IPAddress address = IPAddress.Parse("93.184.1.1");
    Event e = null!;

    [GlobalSetup]
    public void Prepare()
    {
        var wire = Read();
        e = new Event
        {
            Site = wire.Site!, Id = wire.Id!.Value, Name = wire.Name!, Time = wire.Time!.Value, Received = wire.Time.Value, Url = wire.Url!, Title = wire.Title!,
            Referrer = wire.Referrer!, Props = wire.Props.Bytes, Value = wire.Props.Value, Currency = wire.Props.Currency!, Visitor = wire.Visitor!, Screen = wire.Screen!,
            Language = wire.Language!, Country = "US", Device = "desktop", Browser = "Chrome", Os = "Windows", Consent = new Consent(true, false),
        };
    }

    [Benchmark]
    public object? Decode() => Read().Name;

    [Benchmark]
    public object Examine() => guard.Examine(e);

    [Benchmark]
    public int Line()
    {
        output.ResetWrittenCount();
        EventLine.Write(e, output);
        return output.WrittenCount;
    }

    [Benchmark]
    public object Country() => countries.Find(address).Country;

    [Benchmark]
    public object UserAgent() => agents.Read(Agent, default).Browser;

    [Benchmark]
    public object DailyKey() => VisitorKey.Make(salt, e.Site, [93, 184, 1, 1], Agent);

    static WireEvent Read()
    {
        var stream = new EventStream(Body, new ProblemList());
        stream.TryRead(out var wire, out _);
        return wire;
    }
}
