namespace Candor.Audit.Live;

/// <summary>How a visit ended. There is no visit without one.</summary>
enum VisitOutcome : byte
{
    Done,

    /// <summary>No browser, or one that does not start.</summary>
    NoBrowser,

    /// <summary>The address is none that may be visited: private, or of another scheme than the web's.</summary>
    Refused,

    /// <summary>The name is unknown or nobody answers.</summary>
    NoAnswer,

    CertificateError,

    /// <summary>Redirects without an end.</summary>
    RedirectLoop,

    /// <summary>A download or nothing: no page to look at.</summary>
    NotAPage,

    TimedOut,

    /// <summary>More requests or bytes than a visit may cost.</summary>
    TooMuch,

    /// <summary>The page's process or the browser died.</summary>
    Crashed,
}
