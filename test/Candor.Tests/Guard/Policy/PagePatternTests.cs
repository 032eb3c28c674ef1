using System.Diagnostics;
using System.Text.RegularExpressions;
using Candor.Guard.Policy;
using CsCheck;

namespace Candor.Tests.Guard.Policy;

public sealed class PagePatternTests
{
    [Theory]
    [InlineData("/portal/**", "/portal")]
    [InlineData("/portal/**", "/Portal/")]
    [InlineData("/portal/**", "//portal///messages/17")]
    [InlineData("/portal/**", "/portal;jsessionid=1/messages")]
    [InlineData("/portal/**", "\\portal\\messages")]
    [InlineData("/book/*", "/book/dentist")]
    [InlineData("/doctor-*/reviews", "/doctor-osei/reviews")]
    [InlineData("/*portal/**", "/patientportal/a")]
    [InlineData("/**/portal/*/x", "/a/b/portal/portal/c/x")]
    [InlineData("/über/**", "/ÜBER/uns")]
    public void AMatchLooksAtSegments(string pattern, string path) => Assert.True(Parse(pattern).IsMatch(path));

    [Theory]
    [InlineData("/portal/**", "/portals")]
    [InlineData("/portal/**", "/")]
    [InlineData("/portal/**", "")]
    [InlineData("/portal/**", "/a/portal")]
    [InlineData("/book/*", "/book")]
    [InlineData("/book/*", "/book/a/b")]
    [InlineData("/doctor-*/reviews", "/doctor-osei")]
    public void WhatIsNotOfThePatternDoesNotMatch(string pattern, string path) => Assert.False(Parse(pattern).IsMatch(path));

    [Theory]
    [InlineData("https://www.example.org/portal/1?a=/x#y", "/portal/1", "")]
    [InlineData("https://www.example.org/%70ortal/%2531", "/portal/1", "")]
    [InlineData("https://www.example.org/a/../portal/./1", "/portal/1", "")]
    [InlineData("//www.example.org/portal", "/portal", "")]
    [InlineData("/portal/1", "/portal/1", "")]
    [InlineData("https://www.example.org", "", "")]
    [InlineData("https://www.example.org/app#!/portal/1?a=b", "/app", "/portal/1")]
    [InlineData("https://www.example.org/app#top", "/app", "")]
    [InlineData("", "", "")]
    public void ThePathOfAnAddressIsItsDecodedPathAndTheRouteInItsFragment(string url, string path, string route) =>
        Assert.Equal((path, route), (PagePath.Of(url).ToString(), PagePath.RouteOf(url).ToString()));

    [Theory]
    [InlineData("portal", "write /portal")]
    [InlineData("**/portal", "write //portal")]
    [InlineData("https://example.org/portal/**", "write its path only")]
    [InlineData("/", "is the start page alone")]
    [InlineData("/a?b=c", "holds '?'")]
    [InlineData("/a**/b", "is a whole segment")]
    public void WhatIsNoPatternIsRefusedWithAMend(string text, string mend)
    {
        Assert.Null(PagePattern.Parse(text, out var mistake));
        Assert.Contains(mend, mistake, StringComparison.Ordinal);
    }

    static readonly Gen<string> AnyPattern = Gen.OneOf("a", "b", "ab", "*", "a*", "*b", "**").Array[1, 4].Select(s => "/" + string.Join('/', s));

    static readonly Gen<string> AnyPath = Gen.OneOf("a", "b", "ab", "abb", "c", "").Array[0, 5].Select(s => "/" + string.Join('/', s));

    [Fact]
    public void ThePageIsAskedTheSameAsTheCollector() => Gen.Select(AnyPattern, AnyPath).Sample((pattern, path) =>
    {
        // The script does not look behind doubled slashes; the collector does.
        if (!path.Contains("//", StringComparison.Ordinal))
            Assert.Equal(Parse(pattern).IsMatch(path), Regex.IsMatch(path, Parse(pattern).ToRegex(), RegexOptions.IgnoreCase | RegexOptions.ECMAScript));
    }, iter: 20_000);

    [Fact]
    public void APatternThatCoversAnotherMatchesAllOfItsPages() => Gen.Select(AnyPattern, AnyPattern, AnyPath).Sample((wide, narrow, path) =>
    {
        if (Parse(wide).Covers(Parse(narrow)) && Parse(narrow).IsMatch(path))
            Assert.True(Parse(wide).IsMatch(path));
    }, iter: 20_000);

    [Theory]
    [InlineData("/a/**", "/a/b/*", true)]
    [InlineData("/a/**", "/a", true)]
    [InlineData("/**", "/**/x", true)]
    [InlineData("/a*", "/ab", true)]
    [InlineData("/a/*", "/a/**", false)]
    [InlineData("/ab", "/a*", false)]
    public void OnePatternMayCoverAnother(string wide, string narrow, bool covers) => Assert.Equal(covers, Parse(wide).Covers(Parse(narrow)));

    [Fact]
    public void ThePageOfABareCountIsOfItsOwnPattern() => AnyPattern.Sample(text =>
    {
        var pattern = Parse(text);
        Assert.True(pattern.MatchesEverything || pattern.IsMatch(pattern.Address), $"{text} {pattern.Address}");
        Assert.True(pattern.IsMatch(pattern.Example));
    }, iter: 2_000);

    [Fact]
    public void TheWorstPathTakesNoTimeThatCanBeFelt()
    {
        var pattern = Parse("/**/" + string.Concat(Enumerable.Repeat("*a", 30)) + "b/**/x");
        var path = "/" + new string('a', 32_000) + string.Concat(Enumerable.Repeat("/aaaa", 6_000));
        var started = Stopwatch.GetTimestamp();

        Assert.False(pattern.IsMatch(path));
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromMilliseconds(500), $"{Stopwatch.GetElapsedTime(started)}");
    }

    static PagePattern Parse(string text) => PagePattern.Parse(text, out var mistake) ?? throw new ArgumentException(mistake);
}
