using System.Text.Json;
using Candor.Cli;
using Candor.Guard.Policy;

namespace Candor.Tests.Guard.Policy;

/// <summary><c>docs/candor.schema.json</c> knows what the code knows.</summary>
public sealed class SchemaTests
{
    static readonly JsonElement Schema = JsonElement.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs/candor.schema.json")));

    static readonly JsonElement Definitions = Schema.GetProperty("$defs");

    [Fact]
    public void TheSchemaHasExactlyTheFieldsThatTheProgramReads()
    {
        var file = ConfigFile.Parse("""
            version: 1
            server: {threads: 1, store: {engine: clickhouse}}
            defaults:
              consent: {ads: required}
              query: {others: remove}
              limits: {per_site: 1}
              pixel: {spa: true}
              events: {Lead: {fields: {plan: keep}}}
              topics: {others: redact}
              regions: {EU: {gpc: honour}}
              pages: {/a: {count: full}}
              destinations: {meta: {events: [Lead]}}
            """, "candor.yaml");
        GuardPolicy.Read(file);
        ServerSection.Read(file.Root["server"]);
        var defaults = file.Root["defaults"];

        Assert.Empty(file.Errors);
        Assert.Equal(Names(Schema), file.Root.Known.Order());
        Assert.Equal(Fields("site"), defaults.Known.Order());
        Assert.Equal(Fields("server"), file.Root["server"].Known.Order());
        Assert.Equal(Fields("store"), file.Root["server"]["store"].Known.Order());
        foreach (var part in (string[])["consent", "query", "limits", "pixel"])
            Assert.Equal(Fields(part), defaults[part].Known.Order());
        Assert.Equal(Fields("event"), defaults["events"]["Lead"].Known.Order());
        Assert.Equal(Fields("region"), defaults["regions"]["EU"].Known.Order());
        Assert.Equal(Fields("page"), defaults["pages"]["/a"].Known.Order());
        Assert.Equal(Fields("destination"), defaults["destinations"]["meta"].Known.Order());
        Assert.Equal(Names(Definitions.GetProperty("topics").GetProperty("anyOf")[1]), defaults["topics"].Known.Order());
    }

    [Theory]
    [InlineData("site", "preset", "preset: {0}")]
    [InlineData("site", "gpc", "gpc: {0}")]
    [InlineData("page", "count", "pages: {{/a: {{count: {0}}}}}")]
    [InlineData("consent", "analytics", "consent: {{analytics: {0}}}")]
    [InlineData("query", "others", "query: {{others: {0}}}")]
    [InlineData("destination", "consent", "destinations: {{meta: {{events: [Lead], consent: {0}}}}}")]
    public void EveryWordOfTheSchemaIsUnderstood(string part, string field, string yaml)
    {
        foreach (var word in Words(Definitions.GetProperty(part).GetProperty("properties").GetProperty(field)))
            Examples.Policy("defaults:\n  " + string.Format(null, yaml, word));
    }

    [Fact]
    public void EveryHandlingOfAFieldAndOfATopicIsUnderstood()
    {
        foreach (var word in Words(Definitions.GetProperty("handling")))
            Examples.Policy($"defaults: {{fields: {{plan: {word}}}, events: {{Lead: {{fields: {{doctor: {word}}}}}}}}}");
        foreach (var word in Words(Definitions.GetProperty("topics").GetProperty("anyOf")[0]))
            Examples.Policy($"defaults: {{topics: {word}}}\nsites: {{example.org: {{topics: {{others: {word}}}}}}}");
        Assert.Equal(Words(Definitions.GetProperty("site").GetProperty("properties").GetProperty("preset")), Preset.All.Select(p => p.Name));
    }

    static IEnumerable<string> Words(JsonElement field) => field.GetProperty("enum").EnumerateArray().Select(w => w.GetString()!);

    static IEnumerable<string> Names(JsonElement part) => part.GetProperty("properties").EnumerateObject().Select(p => p.Name).Order();

    static IEnumerable<string> Fields(string part) => Names(Definitions.GetProperty(part));
}
