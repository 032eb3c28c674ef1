using Candor.Audit.Hosts;
using Candor.Tests.Support;

namespace Candor.Tests.Audit.Hosts;

public sealed class ListFileTests
{
    [Fact]
    public void EveryListIsTheOneThatItsManifestDescribes()
    {
        var lists = ListFile.All(ListFile.Folder);

        Assert.Equal(["easyprivacy.txt", "owners.tsv", "public-suffixes.txt"], lists.Select(l => l.File).Order(StringComparer.Ordinal));
        Assert.All(lists, l => Assert.NotNull(l.Read(ListFile.Folder)));
        Assert.All(lists, l => Assert.False(string.IsNullOrEmpty(l.Licence) || string.IsNullOrEmpty(l.Attribution) || string.IsNullOrEmpty(l.Source)));
    }

    [Fact]
    public void AListThatWasChangedIsRefusedAndOneThatWasTakenOutIsMissed()
    {
        using var folder = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(ListFile.Folder))
            File.Copy(file, folder[Path.GetFileName(file)]);
        File.AppendAllText(folder["owners.tsv"], "x");
        File.Delete(folder["easyprivacy.txt"]);
        var lists = ListFile.All(folder.Root);

        Assert.Throws<IOException>(() => lists.First(l => l.File == "owners.tsv").Read(folder.Root));
        Assert.Null(lists.First(l => l.File == "easyprivacy.txt").Read(folder.Root));
    }

    [Fact]
    public void AListIsOutOfDateAfterThirtyDays()
    {
        var list = new ListFile("a", "A", "", "1", new DateOnly(2026, 1, 1), "", "", "");

        Assert.False(list.IsStale(new DateOnly(2026, 1, 31)));
        Assert.True(list.IsStale(new DateOnly(2026, 2, 1)));
    }

    [Theory]
    [InlineData("www.example.co.uk", "example.co.uk")]
    [InlineData("a.b.example.com", "example.com")]
    [InlineData("x.github.io", "x.github.io")]
    [InlineData("a.x.github.io", "x.github.io")]
    [InlineData("foo.bar.ck", "foo.bar.ck")]
    [InlineData("www.ck", "www.ck")]
    [InlineData("city.kobe.jp", "city.kobe.jp")]
    [InlineData("a.b.c.kobe.jp", "b.c.kobe.jp")]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("localhost", "localhost")]
    [InlineData("com", "com")]
    [InlineData("shop.unknowntld", "shop.unknowntld")]
    public void TheRegistrableDomainFollowsThePublicSuffixList(string host, string domain) => Assert.Equal(domain, Har.Knowledge.Suffixes.RegistrableDomain(host).ToString());

    [Theory]
    [InlineData("stats.g.doubleclick.net", "Google")]
    [InlineData("static.hotjar.com", "Hotjar")]
    public void OwnersAreFoundByHostAndByDomain(string host, string owner) => Assert.Contains(owner, Har.Knowledge.Owners.Find(host)?.Company ?? "", StringComparison.Ordinal);
}
