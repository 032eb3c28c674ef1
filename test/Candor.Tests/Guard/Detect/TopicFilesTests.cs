using System.Text.RegularExpressions;
using Candor.Guard.Detect;

namespace Candor.Tests.Guard.Detect;

/// <summary>Reads the raw files, so that what a privacy officer reads is held and not only what the reader of the program makes of it.</summary>
public sealed partial class TopicFilesTests
{
    const int FewestTerms = 25;

    static readonly string[] Languages = ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "tr"];

    public static TheoryData<string> Topics => [.. Candor.Guard.Category.Topics];

    [Theory, MemberData(nameof(Topics))]
    public void SaysSourceLicenceAndTopic(string topic)
    {
        var text = Text(topic);

        Assert.Contains("# Source: written for Candor. Licence: Apache-2.0", text, StringComparison.Ordinal);
        Assert.Contains($"\ntopic: {topic}\n", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 160));
    }

    [Theory, MemberData(nameof(Topics))]
    public void HasTermsInEveryLanguage(string topic) =>
        Assert.All(Languages, language => Assert.InRange(Terms(topic).Count(t => t.Language == language && t.Kind != "not"), FewestTerms, int.MaxValue));

    [Theory, MemberData(nameof(Topics))]
    public void EveryTermIsFoldedAndLongEnoughAndAStarStandsAtAWordsEnd(string topic) =>
        Assert.DoesNotContain(Terms(topic), t => t.Term != string.Concat(t.Term.Select(Words.Fold)) || t.Term.Count(char.IsLetterOrDigit) < 3 || !Shape().IsMatch(t.Term));

    [Theory, MemberData(nameof(Topics))]
    public void NoTermStandsTwiceInALanguage(string topic) =>
        Assert.Empty(Terms(topic).GroupBy(t => (t.Language, t.Term)).Where(g => g.Count() > 1).Select(g => g.Key));

    [Theory, MemberData(nameof(Topics))]
    public void NoTermIsBothStrongAndWeak(string topic) =>
        Assert.Empty(Terms(topic).Where(t => t.Kind == "strong").Select(t => t.Term).Intersect(Terms(topic).Where(t => t.Kind == "weak").Select(t => t.Term)));

    [Theory, MemberData(nameof(Topics))]
    public void APhraseThatDoesNotCountHasTwoWordsOrIsACompoundThatAStarWouldFind(string topic)
    {
        var stars = Candor.Guard.Category.Topics.SelectMany(Terms).Where(t => t.Kind != "not").Select(t => t.Term.Split(' ')[0]).Where(word => word[^1] == '*').ToList();

        Assert.Empty(Terms(topic).Where(t => t.Kind == "not" && !t.Term.Contains(' ', StringComparison.Ordinal)
            && !stars.Exists(star => t.Term.StartsWith(star[..^1], StringComparison.Ordinal))).Select(t => t.Term));
    }

    /// <summary>Such a phrase counts for every topic, so "labour party" among the words of pregnancy would hide a party.</summary>
    [Theory, MemberData(nameof(Topics))]
    public void NoPhraseThatDoesNotCountIsAStrongTermOfAnotherTopic(string topic)
    {
        var strong = Candor.Guard.Category.Topics.Where(t => t != topic).SelectMany(Terms).Where(t => t.Kind == "strong").Select(t => t.Term.TrimEnd('*')).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(Terms(topic).Where(t => t.Kind == "not" && strong.Contains(t.Term.TrimEnd('*'))).Select(t => t.Term));
    }

    static string Text(string topic) => File.ReadAllText(Path.Combine(Repository.Root, $"src/Candor/Guard/Detect/Topics/{topic}.txt"));

    static List<(string Language, string Kind, string Term)> Terms(string topic)
    {
        var terms = new List<(string, string, string)>();
        var (language, kind) = ("", "");
        foreach (var line in Text(topic).Split('\n'))
            if (Section().Match(line) is { Success: true } section)
                (language, kind) = (section.Groups[1].Value, section.Groups[2].Value);
            else if (line.Length > 0 && line[0] != '#' && !line.StartsWith("topic: ", StringComparison.Ordinal))
                terms.AddRange(line.Split(", ").Select(term => (language, kind, term)));
        Assert.All(terms, t => Assert.Contains(t.Item1, Languages));
        return terms;
    }

    [GeneratedRegex(@"^\[(\w\w) (strong|weak|act|not)\]$")]
    private static partial Regex Section();

    [GeneratedRegex(@"^[\p{L}\p{Nd}']+\*?( [\p{L}\p{Nd}']+\*?){0,7}$")]
    private static partial Regex Shape();
}
