namespace Candor.Audit.Live;

/// <summary>From the browser's word for a failure to a sentence that says what to do.</summary>
static class PageFailure
{
    public static VisitException Of(string address, string error, LiveBrowser browser)
    {
        var refused = browser.Refused.Count > 0 ? string.Join(", ", browser.Refused) : "";
        var host = new Uri(address).Host;
        if (refused.Length > 0 && error.Contains("SOCKS", StringComparison.Ordinal))
            return new VisitException(VisitOutcome.Refused, $"{address} leads to a private address ({refused}). --allow-private visits one's own machine and network.");
        return error switch
        {
            "net::ERR_TOO_MANY_REDIRECTS" => new VisitException(VisitOutcome.RedirectLoop, $"{address} redirects without an end."),
            "net::ERR_ABORTED" => new VisitException(VisitOutcome.NotAPage, $"{address} gives no page: a download, or nothing at all."),
            "net::ERR_NAME_NOT_RESOLVED" => new VisitException(VisitOutcome.NoAnswer, $"{host} is unknown: no such name."),
            _ when error.StartsWith("net::ERR_CERT", StringComparison.Ordinal) || error.StartsWith("net::ERR_SSL", StringComparison.Ordinal) =>
                new VisitException(VisitOutcome.CertificateError, $"{host} has no certificate that the browser trusts ({error[5..]}). For a test machine of your own: --browser-arg=--ignore-certificate-errors."),
            _ => new VisitException(VisitOutcome.NoAnswer, $"{address} does not answer ({error.Replace("net::", "", StringComparison.Ordinal)})."),
        };
    }
}
