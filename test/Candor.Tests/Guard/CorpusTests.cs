using System.Text.Json;
using Candor.Guard;
using Candor.Tests.Guard.Corpus;
using Candor.Tests.Support;

namespace Candor.Tests.Guard;

/// <summary>
/// Recall and precision on <c>Corpus/*.jsonl</c> (see docs/guard-corpus.md). A sensitive case is right when no secret of it is stored and each
/// category is named; a benign one when it passes untouched.
/// </summary>
public sealed class CorpusTests : IDisposable
{
    const double Least = 0.98;

    static readonly Lazy<IReadOnlyDictionary<string, JsonElement>> Answers = new(() =>
    {
        var guard = Examples.Guard();
        return CorpusCase.All.ToDictionary(c => c.Id, c =>
        {
            var trial = Trial.Read(c.Line);
            return JsonElement.Parse(trial.Answer(guard.Examine(trial.Event)));
        });
    });

    readonly TemporaryFolder folder = new();

    public static TheoryData<string> Parts => ["", "dev", "held-out", "fresh", "blind"];

    [Theory, MemberData(nameof(Parts))]
    public void SensitiveEventsLoseTheirSecrets(string part) => AssertRate("recall", part, sensitive: true, c => CorpusGrade.Faults(c, Answers.Value[c.Id]));

    [Theory, MemberData(nameof(Parts))]
    public void BenignEventsAreUntouched(string part) => AssertRate("precision", part, sensitive: false, c => CorpusGrade.Faults(c, Answers.Value[c.Id]));

    [Theory, MemberData(nameof(Parts))]
    public void WhatIsHarmlessInASensitiveEventStays(string part) => AssertRate("kept", part, sensitive: true, c => CorpusGrade.Lost(c, Answers.Value[c.Id]));

    [Fact]
    public void EveryTopicAndIdentityIsFoundMostOfTheTime()
    {
        var weak = CorpusCase.All.Where(c => c.Sensitive).SelectMany(c => c.Categories.Select(category => (category, c))).GroupBy(x => x.category)
            .Select(g => (g.Key, Right: g.Count(x => CorpusGrade.Faults(x.c, Answers.Value[x.c.Id]).Count == 0), All: g.Count()))
            .Where(g => g.Right < 0.9 * g.All);
        Assert.Empty(weak.Select(g => $"{g.Key}: {g.Right} of {g.All}"));
    }

    [Fact]
    public void ThePassedEventIsTheSameObject()
    {
        var guard = Examples.Guard();
        foreach (var c in CorpusCase.All.Where(c => !c.Sensitive && CorpusGrade.Faults(c, Answers.Value[c.Id]).Count == 0))
        {
            var trial = Trial.Read(c.Line);
            Assert.Same(trial.Event, guard.Examine(trial.Event).Stored);
        }
    }

    [Fact]
    public void AGuardedEventIsFoundClean()
    {
        var guard = Examples.Guard();
        foreach (var c in CorpusCase.All)
        {
            if (guard.Examine(Trial.Read(c.Line).Event).Stored is not { } stored)
                continue;
            var again = guard.Examine(stored);
            Assert.True(ReferenceEquals(stored, again.Stored), $"{c.Id}: {string.Join("; ", again.Reasons)}");
        }
    }

    /// <summary>The command line answers as the guard does: one line for each of the corpus, in its order.</summary>
    [Fact]
    public async Task TheBuiltProgramAnswersTheSame()
    {
        File.WriteAllLines(folder["corpus.jsonl"], CorpusCase.All.Select(c => c.Line));

        var ran = await BuiltCandor.RunAsync(folder["data"], "guard", "test", folder["corpus.jsonl"], "--format", "jsonl");

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        var lines = ran.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(CorpusCase.All.Count, lines.Length);
        foreach (var (c, line) in CorpusCase.All.Zip(lines))
            Assert.True(JsonElement.DeepEquals(Answers.Value[c.Id], JsonElement.Parse(line)), $"{c.Id}: {line}");
    }

    [Fact]
    public void TheCorpusIsLargeAndHalfOfItIsBenign()
    {
        var all = CorpusCase.All;
        Assert.Equal(all.Count, all.Select(c => c.Id).Distinct().Count());
        Assert.InRange(all.Count, 760, int.MaxValue);
        Assert.InRange(all.Count(c => c.Part == "held-out"), 360, int.MaxValue);
        Assert.InRange(all.Count(c => !c.Sensitive), all.Count / 2, int.MaxValue);
        Assert.All(all, c => Assert.Equal(c.Sensitive, c.Secrets.Length > 0));
    }

    [Fact]
    public void TheCorpusHasEveryCategory()
    {
        string[] identities = [Category.Email, Category.Phone, Category.Name, Category.Address, Category.GovernmentId, Category.Card, Category.Bank, Category.Birth, Category.HealthId, Category.Ip, Category.HashedId, Category.Credential, Category.Location, Category.FreeText];
        Assert.Empty(Category.Topics.Concat(identities).Except(CorpusCase.All.SelectMany(c => c.Categories)));
    }

    static void AssertRate(string what, string part, bool sensitive, Func<CorpusCase, IReadOnlyList<string>> faultsOf)
    {
        var cases = CorpusCase.All.Where(c => c.Sensitive == sensitive && (part == "" || c.Part == part)).ToList();
        var wrong = cases.Select(c => (c.Id, Faults: faultsOf(c))).Where(c => c.Faults.Count > 0).ToList();
        var rate = 1 - (double)wrong.Count / cases.Count;
        Assert.True(rate >= Least, $"{what} {rate:P1} ({wrong.Count} of {cases.Count} wrong){Environment.NewLine}{string.Join(Environment.NewLine, wrong.Select(w => $"{w.Id}: {string.Join("; ", w.Faults)}"))}");
    }

    public void Dispose() => folder.Dispose();
}
