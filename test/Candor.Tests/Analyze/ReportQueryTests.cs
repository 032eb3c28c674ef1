using Candor.Analyze;
using Candor.Analyze.Time;
using Microsoft.Extensions.Primitives;

namespace Candor.Tests.Analyze;

public sealed class ReportQueryTests
{
    [Fact]
    public void WithoutAnythingItIsTheLastThirtyDays()
    {
        var request = Read();
        Assert.Equal(new DateRange(new(2026, 2, 17), new(2026, 3, 18)), request.Range);
        Assert.Null(request.Compare);
        Assert.Equal(1000, request.Limit);
    }

    [Fact]
    public void EverythingCanBeSaid()
    {
        var request = Read(("from", "2026-01-01"), ("to", "2026-01-31"), ("filter", "page==/a"), ("filter", "country!=DE|AT"), ("compare", "previous"), ("interval", "week"), ("limit", "5"), ("offset", "10"), ("search", "x"), ("sort", "name:desc"));
        Assert.Equal(["page==/a", "country!=DE|AT"], request.Filters.Select(f => f.ToString()));
        Assert.Equal(new DateRange(new(2025, 12, 1), new(2025, 12, 31)), request.Compare);
        Assert.Equal((Interval.Week, 5, 10, "x", new Sort("name", false)), (request.Interval, request.Limit, request.Offset, request.Search, request.Sort));
    }

    [Fact]
    public void AllThatIsWrongIsSaidAtOnce()
    {
        var refused = Assert.Throws<ReportRefusedException>(() =>
            Read(("from", "1.1.2026"), ("filter", "pge==/a"), ("compare", "sometime"), ("interval", "dayy"), ("limit", "0"), ("offset", "x"), ("sort", "vistors")));
        Assert.Equal(["compare", "filter", "from", "interval", "limit", "offset", "sort"], refused.Errors.Keys.Order());
        Assert.Contains("Did you mean 'visitors'?", refused.Errors["sort"], StringComparison.Ordinal);
        Assert.Contains("Did you mean 'day'?", refused.Errors["interval"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("from", "2026-02-30")]
    [InlineData("from", "9999-12-31")]
    [InlineData("from", "2026-03-19")]
    [InlineData("period", "fortnight")]
    [InlineData("limit", "1000000000000")]
    [InlineData("compare", "2026-02-01..2026-01-01")]
    public void ANonsenseValueIsRefused(string name, string value) => Assert.Contains(name, Assert.Throws<ReportRefusedException>(() => Read((name, value))).Errors.Keys);

    [Fact]
    public void TodayIsTheSitesToday() =>
        Assert.Equal(new DateOnly(2026, 3, 19), Read("Asia/Tokyo", ("period", "today")).Range.From);

    static ReportRequest Read(params (string Name, string Value)[] parameters) => Read("UTC", parameters);

    static ReportRequest Read(string zone, params (string Name, string Value)[] parameters) =>
        new ReportQuery(name => new StringValues([.. parameters.Where(p => p.Name == name).Select(p => p.Value)]))
            .Read("s_1", TimeZoneInfo.FindSystemTimeZoneById(zone), new DateTimeOffset(2026, 3, 18, 20, 0, 0, TimeSpan.Zero));
}
