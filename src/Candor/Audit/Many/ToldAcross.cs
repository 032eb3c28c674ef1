using Candor.Audit.Findings;

namespace Candor.Audit.Many;

/// <summary>Who is told what across all sites that were audited.</summary>
/// <param name="Example">A source that shows it.</param>
sealed record ToldAcross(string Vendor, string Rule, Severity Severity, Prevalence Prevalence, string Example)
{
    /// <summary>Ready to quote.</summary>
    public string Sentence => Prevalence.Of == 1 ? $"The one site that was audited {Does}." : $"{Prevalence} {Do}.";

    /// <summary>The worst first: by what is told, then by how many sites tell it.</summary>
    public static IReadOnlyList<ToldAcross> Of(IReadOnlyList<(string Source, Finding Finding)> findings, int sites) =>
    [
        .. findings.GroupBy(f => (f.Finding.Vendor, f.Finding.Rule))
            .Select(g => new ToldAcross(g.Key.Vendor, g.Key.Rule, g.Max(f => f.Finding.Severity), new Prevalence(g.Select(f => f.Source).Distinct().Count(), sites), g.OrderByDescending(f => f.Finding.Severity).ThenBy(f => f.Source, StringComparer.Ordinal).First().Source))
            .OrderByDescending(t => t.Severity).ThenByDescending(t => t.Prevalence.Count).ThenBy(t => t.Rule, StringComparer.Ordinal).ThenBy(t => t.Vendor, StringComparer.Ordinal),
    ];

    string Do => Rule switch
    {
        RuleName.PersonalData => $"tell {Vendor} who the visitor is",
        RuleName.SensitivePage => $"tell {Vendor} that a visitor looks at a page about health, money troubles or another matter of their own",
        RuleName.FormContent => $"tell {Vendor} what visitors type or search for",
        RuleName.ButtonText => $"tell {Vendor} which button a visitor presses",
        RuleName.KeyLogging => $"send {Vendor} what visitors type, key by key",
        RuleName.SessionRecorder => $"let {Vendor} record what visitors do on the page",
        RuleName.ThirdPartyCookie => $"let {Vendor} know a visitor again by a cookie",
        RuleName.BeforeConsent => $"tell {Vendor} of a visit before the visitor has chosen",
        RuleName.AfterRefusal => $"tell {Vendor} of a visit although the visitor has refused",
        RuleName.Opaque => $"send {Vendor} bytes that nobody outside can read",
        RuleName.Undeclared => $"tell {Vendor} what the owner's policy does not declare",
        _ => $"let {Vendor} take a fingerprint of the visitor's browser ({Rule})",
    };

    string Does => Do.IndexOf(' ', StringComparison.Ordinal) is var space and > 0 ? $"{Do[..space]}s{Do[space..]}" : Do;
}
