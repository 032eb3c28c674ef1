using System.Security.Cryptography;
using System.Text;
using Candor.Audit.Findings;

namespace Candor.Audit;

/// <summary>Something a visitor would want to know, in a sentence, with what proves it.</summary>
sealed record Finding
{
    /// <summary>One of the names in <see cref="Findings.RuleName"/>.</summary>
    public required string Rule { get; init; }

    public required Severity Severity { get; init; }

    public string Vendor { get; init; } = "";

    public string Host { get; init; } = "";

    /// <summary>Without values in its query.</summary>
    public string Page { get; init; } = "";

    public required string Summary { get; init; }

    /// <summary>The first message that shows it; null when the proof is no decoded event.</summary>
    public Transmission? Evidence { get; init; }

    /// <summary>Fields of the evidence that the sentence is about.</summary>
    public IReadOnlyList<SentField> Fields { get; init; } = [];

    /// <summary>How often the same was seen.</summary>
    public int Times { get; set; } = 1;

    /// <summary>Told by the baseline to be known already.</summary>
    public bool IsKnown { get; init; }

    /// <summary>What the rules file makes of it; null when it says nothing.</summary>
    public RuleLevel? Level { get; init; }

    /// <summary>The same from run to run, whatever the values were: for baselines and code scanning.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', Rule, Vendor, Host, Page, string.Join(',', Fields.Select(f => f.Name).Order(StringComparer.Ordinal).Distinct()), Rule == RuleName.ButtonText ? Summary : ""))))[..16];
}
