namespace Candor.Sites;

/// <summary>An extra origin that a site accepts, in the form that browsers send.</summary>
static class SiteOrigin
{
    /// <summary>Scheme, host and port, or null when the text is no web origin.</summary>
    public static string? Normalise(string typed)
    {
        var text = typed.Trim();
        if (!text.Contains("://", StringComparison.Ordinal))
            text = "https://" + text;
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.IdnHost.Length > 0
            ? $"{uri.Scheme}://{uri.IdnHost}{(uri.IsDefaultPort ? "" : $":{uri.Port}")}"
            : null;
    }
}
