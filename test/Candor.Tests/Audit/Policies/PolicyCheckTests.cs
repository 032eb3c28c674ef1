using System.Text.Json;
using Candor.Audit;
using Candor.Guard;
using Candor.Guard.Policy;
using Candor.Tests.Support;

namespace Candor.Tests.Audit.Policies;

/// <summary>What trackers were told is put before the same Guard that decides what Candor stores.</summary>
public sealed class PolicyCheckTests
{
    const string Meta = "https://www.facebook.com/tr/?id=123456789012345&ev=";

    static readonly Har Leak = new Har().Document("https://clinic.example.org/a")
        .Get($"{Meta}Lead&dl={Uri.EscapeDataString("https://clinic.example.org/treatments/chemotherapy?email=jane@example.com")}&cd[promo]=jane@example.com&cd[plan]=basic&ts=1");

    [Fact]
    public void GuardWouldHaveWithheldWhoTheVisitorIsAndNothingElse()
    {
        var answer = Audited(Leak, "defaults: {topics: keep}").Transmissions[0].Guard!;

        Assert.Equal(VerdictKind.Redact, answer.Verdict);
        Assert.Contains(answer.Withheld, w => w.Field.Name == "cd[promo]" && w.Category == Category.Email);
        Assert.Contains(answer.Withheld, w => w.Field.Name == "dl");
        Assert.DoesNotContain(answer.Withheld, w => w.Field.Name == "cd[plan]");
    }

    [Fact]
    public void AnEventThatThePolicyKeepsNothingOfIsWithheldWhole()
    {
        var answer = Audited(Leak, "defaults: {events: [PageView]}").Transmissions[0].Guard!;

        Assert.Equal(VerdictKind.Drop, answer.Verdict);
        Assert.Contains(answer.Withheld, w => w.Field.Name == "cd[plan]");
    }

    [Fact]
    public void WithoutADestinationNothingIsDeclaredAndTheFindingSaysWhatGuardWouldHaveWithheld()
    {
        var finding = Assert.Single(Audited(Leak, "defaults: {}").Findings, f => f.Rule == "undeclared");

        Assert.Equal((Severity.High, "www.facebook.com"), (finding.Severity, finding.Host));
        Assert.StartsWith("The policy names no destination for Meta, and this page tells it an event. Guard would have withheld ", finding.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("jane", finding.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PageView", "basic", "")]
    [InlineData("Lead", "basic", "the policy lets no Lead go to Meta")]
    [InlineData("PageView", "jane@example.com", "the policy lets no cd[plan] go to Meta")]
    public void OnlyWhatADestinationNamesIsDeclared(string name, string plan, string why)
    {
        var har = new Har().Document("https://clinic.example.org/a").Get($"{Meta}{name}&dl={Uri.EscapeDataString("https://clinic.example.org/about")}&cd[plan]={plan}&ts=1");

        Assert.Equal(why, Audited(har, "defaults: {destinations: {meta: {events: [PageView], fields: [value]}}}").Transmissions[0].Guard!.Undeclared);
    }

    [Fact]
    public void TheRulesAreThoseOfThePagesSite()
    {
        const string Policy = "sites: {clinic.example.org: {destinations: {meta: {events: [PageView], fields: [value]}}}}";
        var own = new Har().Document("https://clinic.example.org/a").Get($"{Meta}PageView&dl=https%3A%2F%2Fclinic.example.org%2Fa");
        var other = new Har().Document("https://shop.example.net/a").Get($"{Meta}PageView&dl=https%3A%2F%2Fshop.example.net%2Fa");

        Assert.DoesNotContain(Audited(own, Policy).Findings, f => f.Rule == "undeclared");
        Assert.Contains(Audited(other, Policy).Findings, f => f.Rule == "undeclared");
    }

    [Fact]
    public void WithoutAPolicyNothingIsJudgedByOne()
    {
        var report = Leak.Audit();

        Assert.Null(report.Transmissions[0].Guard);
        Assert.Equal("not judged", report.LookedFor.Single(l => l.Rule == "undeclared").State);
    }

    [Fact]
    public void TheJsonSaysOfEachTransmissionWhatGuardWouldHaveWithheld()
    {
        var guard = JsonDocument.Parse(Reporting.Json(Audited(Leak, "defaults: {}"))).RootElement.GetProperty("transmissions")[0].GetProperty("guard");

        Assert.Equal(("redact", false), (guard.GetProperty("verdict").GetString(), guard.GetProperty("declared").GetBoolean()));
        Assert.Contains(guard.GetProperty("withheld").EnumerateArray(), w => w.GetProperty("field").GetString() == "cd[promo]" && w.GetProperty("category").GetString() == "email");
    }

    static AuditReport Audited(Har har, string policy)
    {
        var file = ConfigFile.Parse(policy, "candor.yaml");
        var read = GuardPolicy.Read(file);
        Assert.Empty(file.Errors);
        return har.Audit(new AuditOptions { Policy = read });
    }
}
