using Candor.Audit.Hosts;

namespace Candor.Audit.Findings;

/// <summary>A cookie of another site is the same on all sites that ask it.</summary>
sealed class ThirdPartyCookieRule : Rule
{
    public override string Name => RuleName.ThirdPartyCookie;

    public override string How => "Answers of other sites were looked at for cookies that they set, and messages to them for cookies that they got.";

    public override IEnumerable<Finding> Judge(Judgement judgement)
    {
        foreach (var (host, tally) in judgement.Hosts)
            if (tally.Cookies > 0)
            {
                var who = tally.Owner.Length > 0 ? tally.Owner : host;
                var cookies = tally.Cookies == 1 ? "a cookie" : $"{tally.Cookies} cookies";
                yield return new Finding
                {
                    Rule = Name, Severity = HostCategory.Tracks(tally.Category) ? Severity.Medium : Severity.Low, Vendor = who, Host = host, Page = Fields.Redaction.Page(tally.Page),
                    Summary = tally.SetsCookies ? $"{who} puts {cookies} into your browser, by which it can know you on every site that asks it." : $"Your browser shows {who} {cookies} that it has from elsewhere, by which it knows you again.",
                };
            }
    }
}
