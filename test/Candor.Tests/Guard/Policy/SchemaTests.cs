using System.Text.Json;
using Candor.Cli;
using Candor.Guard.Policy;

namespace Candor.Tests.Guard.Policy;

/// <summary><c>docs/candor.schema.json</c> knows what the code knows.</summary>
public sealed class SchemaTests
{
    static readonly JsonElement Definitions = JsonElement.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs/candor.schema.json"))).GetProperty("$defs");

    [Fact]
    public void TheSchemaHasExactlyTheFieldsThatTheProgramReads()
    {
        var file = ConfigFile.Parse("server: {threads: 1, store: {engine: clickhouse}}\ndefaults: {consent: {ads: required}, query: {others: remove}, limits: {per_site: 1}, pixel: {spa: true}}", "candor.yaml");
        GuardPolicy.Read(file);
        ServerSection.Read(file.Root["server"]);
        var defaults = file.Root["defaults"];

        Assert.Empty(file.Errors);
        Assert.Equal(Fields("site"), defaults.Known.Order());
        Assert.Equal(Fields("server"), file.Root["server"].Known.Order());
        Assert.Equal(Fields("store"), file.Root["server"]["store"].Known.Order());
        foreach (var part in (string[])["consent", "query", "limits", "pixel"])
            Assert.Equal(Fields(part), defaults[part].Known.Order());
    }

    [Theory]
    [InlineData("site", "gpc", "gpc: {0}")]
    [InlineData("consent", "analytics", "consent: {{analytics: {0}}}")]
    [InlineData("query", "others", "query: {{others: {0}}}")]
    public void EveryWordOfTheSchemaIsUnderstood(string part, string field, string yaml)
    {
        foreach (var word in Definitions.GetProperty(part).GetProperty("properties").GetProperty(field).GetProperty("enum").EnumerateArray())
            Examples.Policy("defaults:\n  " + string.Format(null, yaml, word.GetString()));
    }

    static IEnumerable<string> Fields(string part) => Definitions.GetProperty(part).GetProperty("properties").EnumerateObject().Select(p => p.Name).Order();
}
