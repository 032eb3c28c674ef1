namespace Candor.Sites;

/// <param name="Database">The SQLite file, usually <c>DATA/candor.db</c>.</param>
/// <param name="PublicUrl">The address that browsers use, when it differs from the one a request shows (a proxy without forwarded headers). Null: taken from the request.</param>
sealed record SitesOptions(string Database, Uri? PublicUrl = null)
{
    /// <summary>A proxy speaks TLS for us: cookies are for TLS only although requests come in plain.</summary>
    public bool IsBehindTls => PublicUrl?.Scheme == Uri.UriSchemeHttps;
}
