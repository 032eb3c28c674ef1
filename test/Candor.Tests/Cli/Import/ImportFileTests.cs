using System.Text;
using System.Text.Json;
using Candor.Cli.Import;

namespace Candor.Tests.Cli.Import;

public sealed class ImportFileTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("candor-import").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void ARowNeedsOnlyVisitorAndTime()
    {
        var line = Assert.Single(Lines("a.csv", "visitor,time\n007,2026-01-31T09:30:00Z\n"));

        Assert.Equal("007", line.GetProperty("visitor").GetString());
        Assert.Equal("PageView", line.GetProperty("name").GetString());
        Assert.Equal(1769851800000, line.GetProperty("time").GetInt64());
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1769851800", 1769851800000)]
    [InlineData("1769851800.25", 1769851800250)]
    [InlineData("1769851800123", 1769851800123)]
    [InlineData("2026-01-31", 1769817600000)]
    [InlineData("2026-01-31 09:30:00", 1769851800000)]
    [InlineData("2026-01-31T10:30:00+01:00", 1769851800000)]
    public void TimesAreSecondsMillisecondsOrIso8601(string text, long milliseconds) =>
        Assert.Equal(milliseconds, Assert.Single(Lines("a.csv", $"visitor,time\nx,{text}\n")).GetProperty("time").GetInt64());

    [Fact]
    public void UnknownColumnsBecomeProperties()
    {
        var line = Assert.Single(Lines("a.csv", "time,visitor,event,page,value,plan,seats,note\n1769851800,u1,Quote,pricing,12.5,pro,3,\n"));

        Assert.Equal("""{"plan":"pro","seats":3}""", line.GetProperty("props").GetRawText());
        Assert.Equal("/pricing", line.GetProperty("url").GetString());
        Assert.Equal(12.5, line.GetProperty("value").GetDouble());
    }

    [Fact]
    public void NestedPropertiesOfJsonStayNested()
    {
        var line = Assert.Single(Lines("a.ndjson", """{"time":1769851800,"visitor":"u1","url":"https://a.example/x","props":{"contents":[{"id":"s1","quantity":2}]},"plan":"pro"}"""));

        Assert.Equal("""{"contents":[{"id":"s1","quantity":2}],"plan":"pro"}""", line.GetProperty("props").GetRawText());
    }

    [Fact]
    public void TheSameFileGivesTheSameIdsAndEqualRowsDiffer()
    {
        const string text = "time,visitor,page\n1,u,/a\n1,u,/a\n";
        var first = Lines("a.csv", text).Select(l => l.GetProperty("id").GetString()).ToList();
        var second = Lines("b.csv", text).Select(l => l.GetProperty("id").GetString()).ToList();

        Assert.Equal(first, second);
        Assert.Equal(2, first.Distinct().Count());
    }

    [Theory]
    [InlineData("denied", 5)]
    [InlineData("granted", 10)]
    [InlineData("", null)]
    public void ConsentIsKept(string text, int? consent) =>
        Assert.Equal(consent is null or 0 ? null : consent, Lines("a.csv", $"time,visitor,consent\n1,u,{text}\n1,v,denied\n")[0].TryGetProperty("consent", out var byteValue) && byteValue.GetInt32() != 0 ? byteValue.GetInt32() : null);

    [Fact]
    public void AllBadRowsAreReportedAtOnceByLine()
    {
        using var file = ImportFile.Open(Write("a.csv", "time,visitor,value,consent\nyesterday,u,1,\n1,,1,\n2,u,dear,\n3,u,1,perhaps\n4,u,1,denied\n"));

        var error = Assert.Throws<ImportException>(() => file.Check());

        Assert.Contains("line 2: time is neither a number nor ISO 8601", error.Message, StringComparison.Ordinal);
        Assert.Contains("line 3: visitor is empty", error.Message, StringComparison.Ordinal);
        Assert.Contains("line 4: value is not a number", error.Message, StringComparison.Ordinal);
        Assert.Contains("line 5: consent is none of", error.Message, StringComparison.Ordinal);
        Assert.Contains("4 of 5 rows", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingColumnIsNamedWithThoseThatAreThere()
    {
        var error = Assert.Throws<ImportException>(() => ImportFile.Open(Write("a.csv", "when,user\n1,2\n")));

        Assert.Contains("no column 'visitor'. Found: when, user", error.Message, StringComparison.Ordinal);
        Assert.Contains("no column 'time'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.xlsx", "PK")]
    [InlineData("a.parquet", "not parquet")]
    [InlineData("a.ndjson", "{\"time\":1,")]
    [InlineData("none.csv", null)]
    public void WhatIsNoSuchFileIsRefusedWithItsName(string name, string? content)
    {
        var path = content is null ? Path.Combine(folder, name) : Write(name, content);
        var error = Assert.Throws<ImportException>(() => { using var file = ImportFile.Open(path); file.Check(); });
        Assert.NotEmpty(error.Message);
    }

    List<JsonElement> Lines(string name, string content)
    {
        using var file = ImportFile.Open(Write(name, content));
        file.Check();
        return [.. file.Chunks(1000).SelectMany(chunk => Encoding.UTF8.GetString(chunk.Lines.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries)).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    string Write(string name, string content)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, content);
        return path;
    }
}
