using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Candor.Audit;
using Candor.Audit.Hosts;
using Candor.Tests.Support;

namespace Candor.Tests.Audit.Hosts;

/// <summary>New lists are checked before they are used, and the ones before can be taken again.</summary>
public sealed class ListVersionsTests : IDisposable
{
    const string NewList = "! Version: 2\n||new-tracker.example^\n";

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    readonly TemporaryFolder folder = new();

    ListVersions Versions => new(folder["lists"], ListFile.Folder);

    [Fact]
    public async Task ANewListReplacesTheOldAndTheOthersStay()
    {
        await Versions.InstallAsync(Origin(NewList), null, Cancel);
        var knowledge = AuditKnowledge.Load(Versions.Current);

        Assert.Equal(["easyprivacy.txt", "owners.tsv", "public-suffixes.txt"], knowledge.Lists.Select(l => l.File).Order(StringComparer.Ordinal));
        Assert.Equal("2", knowledge.Lists.Single(l => l.File == "easyprivacy.txt").Version);
        Assert.NotNull(knowledge.Tracking.Find("https://new-tracker.example/x", "clinic.example.org", Candor.Audit.Hosts.Lists.RequestKinds.Image, thirdParty: true));
    }

    [Fact]
    public async Task GoingBackTakesTheVersionBeforeAndOnceMoreTheLaterOne()
    {
        await Versions.InstallAsync(Origin(NewList), null, Cancel);
        var updated = Versions.Current;
        Versions.GoBack();
        var before = Versions.Current;
        Versions.GoBack();

        Assert.Equal((ListFile.Folder, updated), (before, Versions.Current));
    }

    [Fact]
    public async Task AListThatIsNotWhatTheManifestSaysIsRefusedAndNothingChanges()
    {
        var error = await Assert.ThrowsAsync<FormatException>(() => Versions.InstallAsync(Origin(NewList, changed: NewList + "||evil.example^\n"), null, Cancel));

        Assert.Contains("easyprivacy.txt has the SHA-256", error.Message, StringComparison.Ordinal);
        Assert.Equal(ListFile.Folder, Versions.Current);
    }

    [Fact]
    public async Task AnotherManifestThanTheOneNamedIsRefused() =>
        Assert.Contains("manifest.json has the SHA-256", (await Assert.ThrowsAsync<FormatException>(() => Versions.InstallAsync(Origin(NewList), new string('0', 64), Cancel))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("../evil.txt")]
    [InlineData(".hidden")]
    public async Task AFileOutsideItsFolderIsRefused(string name) =>
        Assert.Contains("is no name of a file", (await Assert.ThrowsAsync<FormatException>(() => Versions.InstallAsync(Origin(NewList, file: name), null, Cancel))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task SuffixesThatKnowNothingAreRefusedThoughTheirHashIsRight()
    {
        Assert.Contains("nothing can be audited", (await Assert.ThrowsAsync<FormatException>(() => Versions.InstallAsync(Origin("com\n", file: "public-suffixes.txt"), null, Cancel))).Message, StringComparison.Ordinal);
        Assert.Equal(ListFile.Folder, Versions.Current);
    }

    [Fact]
    public void WithoutAnUpdateThereIsNoWayBack() => Assert.Throws<FormatException>(Versions.GoBack);

    [Theory]
    [InlineData(30, false, false)]
    [InlineData(31, true, false)]
    [InlineData(180, true, false)]
    [InlineData(181, true, true)]
    public void AgeWarnsAfterThirtyDaysAndFailsABuildAfterHalfAYear(int days, bool warns, bool fails)
    {
        var made = new DateOnly(2026, 1, 1);
        var list = new ListFile("a", "A", "", "1", made, "", "", "");
        var report = new AuditReport { Source = "a.har", Lists = [list], Day = made.AddDays(days) };

        Assert.Equal(warns, list.IsStale(report.Day));
        Assert.Equal(fails, new Candor.Cli.Audits.AuditVerdict(["stale-lists"]).Fails(report));
        Assert.False(new Candor.Cli.Audits.AuditVerdict(["low"]).Fails(report));
    }

    public void Dispose() => folder.Dispose();

    /// <param name="changed">What the origin has, where that is not what its manifest describes.</param>
    static Func<string, Task<byte[]>> Origin(string text, string? changed = null, string file = "easyprivacy.txt")
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        var list = new JsonObject { ["file"] = file, ["name"] = "EasyPrivacy", ["source"] = "test", ["version"] = "2", ["date"] = "2026-11-20", ["licence"] = "CC-BY-SA-3.0", ["attribution"] = "test", ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(bytes)) };
        var manifest = JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["lists"] = new JsonArray(list) });
        return name => Task.FromResult(name == "manifest.json" ? manifest : changed is null ? bytes : System.Text.Encoding.UTF8.GetBytes(changed));
    }
}
