namespace Candor.Audit.Hosts;

/// <summary>What a host is for, as reports name it.</summary>
static class HostCategory
{
    public const string Advertising = "advertising";
    public const string Analytics = "analytics";
    public const string SessionReplay = "session-replay";
    public const string TagManager = "tag-manager";
    public const string Marketing = "marketing";
    public const string Social = "social";
    public const string CustomerSuccess = "customer-success";
    public const string Fingerprinting = "fingerprinting";
    public const string ErrorMonitoring = "error-monitoring";
    public const string ConsentProvider = "consent-provider";
    public const string Payment = "payment";
    public const string Cdn = "cdn";

    /// <summary>A tracking list names its requests; what for, nobody says.</summary>
    public const string Tracking = "tracking";

    public const string Unknown = "unknown";

    /// <summary>Lives from knowing visitors.</summary>
    public static bool Tracks(string category) =>
        category is Advertising or Analytics or SessionReplay or Marketing or Social or CustomerSuccess or Fingerprinting or Tracking;

    /// <summary>Serves the page or the visitor's own wish; what it is given is not held against the page.</summary>
    public static bool Serves(string category) => category is Cdn or Payment or ConsentProvider or "hosting" or "utility" or "video" or "content" or TagManager;
}
