using Candor.Guard.Policy;
using Candor.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Candor.Tests.Guard.Policy;

public sealed class PolicySourceTests : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly FakeTimeProvider time = new();

    string Yaml => folder["candor.yaml"];

    [Fact]
    public void AChangeIsTakenOverWithinTwoSeconds()
    {
        File.WriteAllText(Yaml, "defaults: {retention: 90d}");
        using var source = Open();
        var changes = 0;
        source.Changed += () => changes++;
        File.WriteAllText(Yaml, "defaults: {retention: 30d} # changed");
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal((30.0, 1), (source.Current.Defaults.Retention.TotalDays, changes));
    }

    [Fact]
    public void AFileWithAMistakeLeavesTheRulesBeforeItInForce()
    {
        File.WriteAllText(Yaml, "defaults: {retention: 90d}");
        using var source = Open();
        File.WriteAllText(Yaml, "defaults: {retention: 30 moons, gpc: x}");
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(90, source.Current.Defaults.Retention.TotalDays);
        Assert.Equal(2, source.Errors.Count);

        File.WriteAllText(Yaml, "defaults: {retention: 10d}");
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(10, source.Current.Defaults.Retention.TotalDays);
        Assert.Empty(source.Errors);
    }

    [Fact]
    public void AFileThatVanishesLeavesTheRulesInForce()
    {
        File.WriteAllText(Yaml, "defaults: {retention: 90d}");
        using var source = Open();
        File.Delete(Yaml);
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(90, source.Current.Defaults.Retention.TotalDays);
        Assert.NotEmpty(source.Errors);
    }

    [Fact]
    public void OtherWordsOfTheOwnersAreTakenOverAsWell()
    {
        File.WriteAllText(folder["words.txt"], "topic: health\n[en strong]\nharbour fever\n");
        File.WriteAllText(Yaml, "vocabulary: [words.txt]");
        using var source = Open();
        File.WriteAllText(folder["words.txt"], "topic: health\n[en strong]\nquay fever, pier cough\n");
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Contains("quay fever", Assert.Single(source.Current.OwnWords.All).Text, StringComparison.Ordinal);

        File.WriteAllText(folder["words.txt"], "topic: helth\n");
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Contains(source.Errors, e => e.File == "words.txt");
        Assert.Contains("quay fever", Assert.Single(source.Current.OwnWords.All).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutAFileTheStrictRulesHold()
    {
        using var source = new PolicySource(null, time, NullLogger<PolicySource>.Instance);

        Assert.Same(SitePolicy.Strict, source.Current.For("s_1", "example.org"));
        Assert.Empty(source.Errors);
    }

    public void Dispose() => folder.Dispose();

    PolicySource Open() => new(Yaml, time, NullLogger<PolicySource>.Instance);
}
