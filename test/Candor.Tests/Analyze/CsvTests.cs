using System.Text.Json;
using Candor.Analyze;

namespace Candor.Tests.Analyze;

public sealed class CsvTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@sum(a1)", "'@sum(a1)")]
    [InlineData(" =1+1", "' =1+1")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("/a", "/a")]
    [InlineData("", "")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData("=\"a\"", "\"'=\"\"a\"\"\"")]
    public void ANameIsNeverAFormula(string name, string cell) =>
        Assert.Equal($"name,visitors\r\n{cell},1\r\n", Csv.Write(JsonSerializer.SerializeToElement(new[] { new { name, visitors = 1 } })));

    [Fact]
    public void ANegativeNumberStaysANumber() =>
        Assert.Equal("value\r\n-1.5\r\n", Csv.Write(JsonSerializer.SerializeToElement(new[] { new { value = -1.5 } })));

    [Fact]
    public void WhatIsComparedWithHasColumnsOfItsOwn() =>
        Assert.Equal("name,visitors,previous.visitors\r\n/a,2,1\r\n", Csv.Write(JsonSerializer.SerializeToElement(new[] { new { name = "/a", visitors = 2, previous = new { visitors = 1 } } })));

    [Fact]
    public void AnObjectIsOneRowWithoutItsLists() =>
        Assert.Equal("visitors\r\n3\r\n", Csv.Write(JsonSerializer.SerializeToElement(new { visitors = 3, pages = new[] { 1 } })));
}
