using Candor.Analyze.Filters;
using CsCheck;

namespace Candor.Tests.Analyze.Filters;

public sealed class FilterTextTests
{
    [Theory]
    [InlineData("page==/a", "page", "", FilterOperator.Is, "/a")]
    [InlineData("page!=/a", "page", "", FilterOperator.IsNot, "/a")]
    [InlineData("source~=goo", "source", "", FilterOperator.Contains, "goo")]
    [InlineData("prop:plan!~free", "prop", "plan", FilterOperator.DoesNotContain, "free")]
    [InlineData("page==/a?b==c", "page", "", FilterOperator.Is, "/a?b==c")]
    [InlineData("source==", "source", "", FilterOperator.Is, "")]
    internal void AFilterIsANameAnOperatorAndAValue(string text, string name, string key, FilterOperator op, string value)
    {
        Assert.True(FilterText.TryParse(text, out var filter, out _));
        Assert.Equal((name, key, op, value), (filter!.Dimension.Name, filter.Key, filter.Operator, Assert.Single(filter.Values)));
    }

    [Theory]
    [InlineData("pge==/a", "Did you mean 'page'?")]
    [InlineData("utmsource==x", "Did you mean 'utm_source'?")]
    [InlineData("nonsense_entirely==x", "Known: ")]
    [InlineData("page", "has no operator")]
    [InlineData("page=/a", "has no operator")]
    [InlineData("prop==x", "needs a property's name")]
    [InlineData("page:x==y", "takes no 'x'")]
    public void WhatIsWrongIsSaid(string text, string said)
    {
        Assert.False(FilterText.TryParse(text, out _, out var error));
        Assert.Contains(said, error, StringComparison.Ordinal);
    }

    [Fact]
    public void AFilterWrittenAndReadIsTheSame() =>
        Gen.Select(Gen.OneOf(Gen.Const(Dimensions.Page), Gen.Const(Dimensions.Source), Gen.Const(Dimensions.Country)), Gen.Enum<FilterOperator>(), Gen.String[Gen.OneOf(Gen.Char, Gen.Char["|\\=!~"]), 0, 20].Array[1, 5]).Sample((dimension, op, values) =>
        {
            var filter = new Filter(dimension, op, values);
            Assert.True(FilterText.TryParse(filter.ToString(), out var read, out var error), error);
            Assert.Equal((dimension, op), (read!.Dimension, read.Operator));
            Assert.Equal(values, read.Values);
        });

    [Fact]
    public void AnyTextIsEitherAFilterOrAnErrorThatSaysSomething() =>
        Gen.String.Sample(text => Assert.True(FilterText.TryParse(text, out _, out var error) || error.Length is > 10 and < 600));
}
