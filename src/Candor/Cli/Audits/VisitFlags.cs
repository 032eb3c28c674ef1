using System.CommandLine;
using Candor.Audit.Live;

namespace Candor.Cli.Audits;

/// <summary>How addresses are visited.</summary>
static class VisitFlags
{
    static readonly Option<int> Pages = new("--pages") { Description = "Pages of a site to visit, the first among them", HelpName = "N", DefaultValueFactory = _ => 1 };
    static readonly Option<string> Consent = new("--consent") { Description = "What to answer a consent banner: none, accept or reject; all compares them and Global Privacy Control", HelpName = "ANSWER", DefaultValueFactory = _ => "none" };
    static readonly Option<bool> Gpc = new("--gpc") { Description = "Visit with Global Privacy Control on" };
    static readonly Option<bool> NoFill = new("--no-fill") { Description = "Leave forms empty; without it marked values are typed and never submitted" };
    static readonly Option<bool> Fill = new("--fill") { Description = "Type marked values into forms, as it is without --no-fill" };
    static readonly Option<bool> NoClick = new("--no-click") { Description = "Press nothing; without it buttons are pressed and where they lead is cancelled" };
    static readonly Option<bool> Click = new("--click") { Description = "Press buttons, as it is without --no-click" };
    static readonly Option<bool> AllowPrivate = new("--allow-private") { Description = "Visit addresses of private networks, too: your own machine" };
    static readonly Option<string[]> BrowserArg = new("--browser-arg") { Description = "An argument for Chromium; may be repeated", HelpName = "ARG" };

    static VisitFlags() => Consent.AcceptOnlyFromAmong("none", "accept", "reject", "all");

    public static IEnumerable<Option> All => [Pages, Consent, Gpc, Fill, NoFill, Click, NoClick, AllowPrivate, BrowserArg];

    public static VisitOptions Read(ParseResult parse) => new()
    {
        Pages = Math.Clamp(parse.GetValue(Pages), 1, 200),
        Consent = parse.GetValue(Consent) switch { "accept" => ConsentAnswer.Accept, "reject" => ConsentAnswer.Reject, _ => ConsentAnswer.None },
        CompareConsent = parse.GetValue(Consent) == "all",
        GlobalPrivacyControl = parse.GetValue(Gpc),
        Fill = !parse.GetValue(NoFill),
        Press = !parse.GetValue(NoClick),
        AllowPrivate = parse.GetValue(AllowPrivate),
        BrowserArguments = parse.GetValue(BrowserArg) ?? [],
    };
}
