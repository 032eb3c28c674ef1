namespace Candor.Audit.Findings;

/// <summary>Names of rules, which rules files, reports and outside checks use.</summary>
static class RuleName
{
    public const string PersonalData = "personal-data-sent";
    public const string FormContent = "form-content-sent";
    public const string ButtonText = "button-text-sent";
    public const string SensitivePage = "sensitive-page-tracked";
    public const string SessionRecorder = "session-recorder";
    public const string KeyLogging = "key-logging";
    public const string ThirdPartyCookie = "third-party-cookie";
    public const string BeforeConsent = "before-consent";
    public const string AfterRefusal = "after-refusal";
    public const string Opaque = "opaque";

    public static IReadOnlyList<string> All { get; } =
        [PersonalData, SensitivePage, FormContent, ButtonText, KeyLogging, SessionRecorder, AfterRefusal, BeforeConsent, ThirdPartyCookie, Opaque];
}
