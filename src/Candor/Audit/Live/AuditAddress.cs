namespace Candor.Audit.Live;

/// <summary>An address of the web that may be visited.</summary>
sealed record AuditAddress
{
    AuditAddress(Uri uri) => Uri = uri;

    public Uri Uri { get; }

    /// <exception cref="VisitException">It is none, or of another scheme than http and https.</exception>
    public static AuditAddress Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
            throw new VisitException(VisitOutcome.Refused, $"{text}: this is no address of a page. Write it as https://example.org/.");
        if (uri.Scheme is not ("http" or "https"))
            throw new VisitException(VisitOutcome.Refused, $"{text}: only http and https pages are visited.");
        if (uri.UserInfo.Length > 0)
            throw new VisitException(VisitOutcome.Refused, "An address with a user name or a password in it is not visited: both would stand in the report. Leave them out.");
        return new AuditAddress(uri);
    }

    public static bool Looks(string source) => source.Contains("://", StringComparison.Ordinal);

    public override string ToString() => Uri.AbsoluteUri;
}
