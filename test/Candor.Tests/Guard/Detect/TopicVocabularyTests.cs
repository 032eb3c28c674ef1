using Candor.Guard;
using Candor.Guard.Detect;
using Candor.Guard.Detect.Topics;

namespace Candor.Tests.Guard.Detect;

public sealed class TopicVocabularyTests
{
    static readonly int Legal = Category.Topics.ToList().IndexOf(Category.Legal);

    [Theory]
    [InlineData("Zwangsvollstreckungsrecht heute", "[de strong]\nzwangsvollstreck*")]
    [InlineData("/help/eviction-defense", "[en strong]\neviction defense")]
    [InlineData("EvictionDefenseStarted", "[en strong]\neviction defense")]
    [InlineData("evictiondefense.example", "[en strong]\neviction defense")]
    [InlineData("Tenant’s rights", "[en strong]\ntenant's right")]
    [InlineData("custodies", "[en strong]\ncustody")]
    [InlineData("LegalZoomer", "[en strong]\nlegalzoomer")]
    [InlineData("Divórcio já", "[pt strong]\ndivorcio")]
    [InlineData("rozwodu z winy", "[pl strong]\nrozwody")]
    [InlineData("boşanmanın", "[tr strong]\nbosanma")]
    [InlineData("Insolvenzverfahrens", "[de strong]\ninsolvenzverfahren")]
    [InlineData("demande d’avocate", "[fr strong]\nd'avocate")]
    [InlineData("l'avocate", "[fr strong]\navocate")]
    [InlineData("dell'avvocato", "[it strong]\navvocato")]
    [InlineData("Fuehrerscheinentzug", "[de strong]\nfuhrerscheinentzug")]
    [InlineData("pruefung der schuld", "[de strong]\nprufung der schuld")]
    [InlineData("ein Anwaltsgespräch anfragen", "[de strong]\nanwalt* anfragen")]
    public void ATermIsFoundHoweverATextWritesIt(string text, string section) => Assert.Equal(1u << Legal, Find(text, section).Strong & 1u << Legal);

    [Theory]
    [InlineData("gavels", "[en strong]\ngavelling")]
    [InlineData("o'connor", "[en strong]\nconnor")]
    [InlineData("gavel, wig", "[en strong]\ngavel of wig")]
    [InlineData("a custody battle royale game", "[en strong]\ncustody battle\n[en not]\ncustody battle royale")]
    public void WhatOnlyLooksSoIsNotFound(string text, string section) => Assert.Equal(0u, Find(text, section).Strong & 1u << Legal);

    [Fact]
    public void ALongerTermAroundAPhraseThatDoesNotCountStays() =>
        Assert.NotEqual(0u, Find("victim of custody battle royale", "[en strong]\nvictim of custody battle royale\n[en not]\nbattle royale").Strong);

    [Fact]
    public void EveryBrokenLineIsToldWithItsPlace()
    {
        var errors = new List<ConfigError>();
        TopicVocabulary.Read([("own.txt", "eviction\ntopic: leagl\n[en strong\n[xx strong]\n[en stong]\n[en strong]\nan, a*, evict*ion, ok term, ok term, Capital,, one two three four five six seven eight nine\n")], errors);

        Assert.Equal(["own.txt:1:1", "own.txt:2:1 topic", "own.txt:3:1", "own.txt:4:2", "own.txt:5:5"], errors.Select(e => e.ToString()[..e.ToString().IndexOf(": ", StringComparison.Ordinal)]));
        Assert.Contains("did you mean 'legal'", errors[1].Message, StringComparison.Ordinal);

        errors.Clear();
        TopicVocabulary.Read([("own.txt", "topic: legal\n[en strong]\nan, ab*, evict*ion, ok term, ok term, Capital,, one two three four five six seven eight nine\n")], errors);
        Assert.Equal([1, 5, 10, 30, 39, 47, 49], errors.Select(e => e.Column));
        Assert.All(errors, e => Assert.Equal(3, e.Line));
    }

    [Fact]
    public void AFileWithoutATopicSaysSo()
    {
        var errors = new List<ConfigError>();
        TopicVocabulary.Read([("own.txt", "# nothing\n")], errors);
        Assert.Contains("names no topic", Assert.Single(errors).Message, StringComparison.Ordinal);
    }

    static TermMeaning Find(string text, string sections)
    {
        var errors = new List<ConfigError>();
        var vocabulary = TopicVocabulary.Read([("own.txt", "topic: legal\n" + sections)], errors);
        Assert.Empty(errors);
        var matches = new TermMatches();
        TermReader.Mine.Read(text, vocabulary.Terms, matches);
        var found = TermMeaning.None;
        foreach (var match in matches.All)
            found = found.With(match.Meaning);
        return found;
    }
}
