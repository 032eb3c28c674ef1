using Candor.Guard;
using Microsoft.Extensions.Time.Testing;

namespace Candor.Tests.Guard;

public sealed class VerdictFeedTests
{
    readonly VerdictFeed feed = new(new FakeTimeProvider());

    [Fact]
    public void TheLastVerdictsComeNewestFirstAndWithoutWhatWasRemoved()
    {
        for (var i = 0; i < VerdictFeed.Kept + 20; i++)
            feed.Record("s_1", Examples.Examine(Examples.Event(title: $"{i} of maria{i}@example.com")));
        var last = feed.Last("s_1");

        Assert.Equal(VerdictFeed.Kept, last.Count);
        Assert.Equal($"{VerdictFeed.Kept + 19} of [email]", last[0].Stored!.Title);
        Assert.All(last, e => Assert.DoesNotContain("maria", Examples.Line(e.Stored!) + string.Join(' ', e.Reasons), StringComparison.Ordinal));
    }

    [Fact]
    public void OnlyWhatIsNewerIsAskedFor()
    {
        feed.Record("s_1", Examples.Examine(Examples.Event()));
        var seen = feed.Last("s_1")[0].Number;
        feed.Record("s_1", Examples.Examine(Examples.Event(title: "b")));

        Assert.Equal("b", Assert.Single(feed.Last("s_1", after: seen)).Stored!.Title);
    }

    [Fact]
    public void VerdictsAreCountedBySiteAndCategory()
    {
        feed.Record("s_1", Examples.Examine(Examples.Event()));
        feed.Record("s_1", Examples.Examine(Examples.Event(title: "a.b@example.com", props: """{"cvv":"123"}""")));
        feed.Record("s_1", Examples.Examine(Examples.Event(title: "a.b@example.com")));
        feed.Record("s_2", Examples.Examine(Examples.Event(name: "X"), "defaults: {events: [PageView]}"));
        var counts = feed.Counts("s_1");

        Assert.Equal((1L, 2L, 0L), (counts.Passed, counts.Redacted, counts.Dropped));
        Assert.Equal(new Dictionary<string, long> { ["email"] = 2, ["credential"] = 1 }, counts.Categories);
        Assert.Equal(1, feed.Counts("s_2").Dropped);
        Assert.Equal(0, feed.Counts("s_3").Passed);
    }

    [Fact]
    public async Task AFollowerGetsVerdictsAsTheyFall()
    {
        await using var verdicts = feed.FollowAsync("s_1", TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var next = verdicts.MoveNextAsync();
        feed.Record("s_2", Examples.Examine(Examples.Event(title: "other")));
        feed.Record("s_1", Examples.Examine(Examples.Event(title: "mine")));

        Assert.True(await next);
        Assert.Equal("mine", verdicts.Current.Stored!.Title);
    }
}
