using Candor.Audit.Hosts.Lists;

namespace Candor.Tests.Audit.Hosts.Lists;

public sealed class FilterListTests
{
    [Theory]
    [InlineData("||tracker.example^", "https://tracker.example/x", true)]
    [InlineData("||tracker.example^", "https://a.tracker.example:8080/", true)]
    [InlineData("||tracker.example^", "https://nottracker.example/", false)]
    [InlineData("||tracker.example^", "https://tracker.example.org/", false)]
    [InlineData("||tracker.example/hit^", "https://tracker.example/hit?x", true)]
    [InlineData("||tracker.example/hit^", "https://tracker.example/hitlist", false)]
    [InlineData("/pixel.gif?", "https://a.net/Pixel.GIF?x=1", true)]
    [InlineData("/pixel.gif|", "https://a.net/pixel.gif", true)]
    [InlineData("/pixel.gif|", "https://a.net/pixel.gif?x", false)]
    [InlineData("|https://t.", "https://t.example/", true)]
    [InlineData("|https://t.", "https://a.example/?u=https://t.example", false)]
    [InlineData("/collect*uid=", "https://a.net/collect?x=1&uid=2", true)]
    [InlineData("/collect*uid=", "https://a.net/collect?x=1", false)]
    [InlineData("-track^", "https://a.net/x-track", true)]
    [InlineData("/^https?:\\/\\/[0-9]{4}\\.example/", "https://1234.example/", true)]
    public void PatternsMeanWhatTheirSignsSay(string filter, string url, bool blocks) =>
        Assert.Equal(blocks, FilterList.Parse(filter).Find(url, "news.example.org", RequestKinds.Image, thirdParty: true) is not null);

    [Fact]
    public void OptionsNarrowAFilter()
    {
        var list = FilterList.Parse("||t.example^$third-party,script,domain=a.example|~b.a.example");

        Assert.NotNull(list.Find("https://t.example/x.js", "www.a.example", RequestKinds.Script, true));
        Assert.Null(list.Find("https://t.example/x.js", "www.a.example", RequestKinds.Image, true));
        Assert.Null(list.Find("https://t.example/x.js", "www.a.example", RequestKinds.Script, false));
        Assert.Null(list.Find("https://t.example/x.js", "b.a.example", RequestKinds.Script, true));
        Assert.Null(list.Find("https://t.example/x.js", "c.example", RequestKinds.Script, true));
    }

    [Fact]
    public void AnExceptionTakesBackAndImportantDoesNotListen()
    {
        var list = FilterList.Parse("||t.example^\n@@||t.example/ok^\n||u.example^$important\n@@||u.example^");

        Assert.Null(list.Find("https://t.example/ok/", "s.example", RequestKinds.Image, true));
        Assert.NotNull(list.Find("https://t.example/no", "s.example", RequestKinds.Image, true));
        Assert.NotNull(list.Find("https://u.example/", "s.example", RequestKinds.Image, true));
    }

    [Theory]
    [InlineData("! comment")]
    [InlineData("[Adblock Plus 2.0]")]
    [InlineData("example.com##.ad")]
    [InlineData("||t.example^$rewrite=abp-resource:blank-js")]
    [InlineData("||t.example^$csp=script-src 'none'")]
    [InlineData("/[unclosed/")]
    public void LinesThatDecideOnNoRequestAreNoFilters(string line) => Assert.Equal(0, FilterList.Parse(line).Count);

    [Fact]
    public void ADecisionAllocatesNothing()
    {
        var list = FilterList.Parse(File.ReadAllText(Path.Combine(Candor.Audit.Hosts.ListFile.Folder, "easyprivacy.txt")));
        string[] urls = ["https://www.google-analytics.com/g/collect?v=2", "https://cdn.example.net/assets/main.3f2a1b.js?v=17&lang=en", "https://a.b.c.example.org/stats/hit.gif?uid=4&ref=https%3A%2F%2Fexample.org"];
        void All()
        {
            foreach (var url in urls)
                list.Find(url, "news.example.org", RequestKinds.Image, true);
        }
        long OfAThousand()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1000; i++)
                All();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        // The runtime itself allocates now and then on the way from first to optimised code; a decision that allocates does so every time.
        Assert.Equal(0, Enumerable.Range(0, 5).Min(_ => OfAThousand()));
    }
}
