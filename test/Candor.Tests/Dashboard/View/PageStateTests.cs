using Candor.Dashboard.View;
using CsCheck;
using Microsoft.AspNetCore.Http;

namespace Candor.Tests.Dashboard.View;

public sealed class PageStateTests
{
    [Fact]
    public void ALinkReadsBackAsTheStateItCameFrom() =>
        Gen.Select(Gen.String[1, 20].Array[0, 4], Gen.String[1, 20], OneOf("", "previous", "year", "none"), OneOf("30d", "7d", "today")).Sample((filters, choice, compare, period) =>
        {
            var state = new PageState("/sites/s_a") { Period = period, Compare = compare, Filters = [.. filters.Select(Valid).Distinct()] };
            state = state.With("sources", Valid(choice));
            var read = Read(state.Href);

            Assert.Equal(state.Filters, read.Filters);
            Assert.Equal((state.Period, state.Compare, state.Choice("sources")), (read.Period, read.Compare, read.Choice("sources")));
            Assert.Equal(state.Href, read.Href);
        });

    [Fact]
    public void DaysOfOnesOwnReplaceThePeriod()
    {
        var state = new PageState("/") { Period = "7d" }.WithDates(new DateOnly(2026, 1, 2), new DateOnly(2026, 1, 3));

        Assert.Equal("/?from=2026-01-02&to=2026-01-03", state.Href);
        Assert.Equal("/", state.WithPeriod("30d").Href);
    }

    static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    /// <summary>Half a surrogate pair cannot stand in an address.</summary>
    static string Valid(string text) => string.Concat(text.EnumerateRunes().Select(r => r.ToString()));

    static PageState Read(string href)
    {
        var request = new DefaultHttpContext().Request;
        var cut = href.IndexOf('?', StringComparison.Ordinal);
        request.Path = cut < 0 ? href : href[..cut];
        request.QueryString = new QueryString(cut < 0 ? "" : href[cut..]);
        return PageState.Read(request, "sources");
    }
}
