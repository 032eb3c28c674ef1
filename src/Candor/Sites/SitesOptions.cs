namespace Candor.Sites;

/// <param name="Database">The SQLite file, usually <c>DATA/candor.db</c>. Keys of sessions lie beside it.</param>
/// <param name="PublicUrl">The address that browsers use, when it differs from the one a request shows (a proxy without forwarded headers). Null: taken from the request.</param>
sealed record SitesOptions(string Database, Uri? PublicUrl = null)
{
    /// <summary>The PostgreSQL database to use instead of the file, as <see cref="PostgresAddress"/> reads it; null for the file.</summary>
    public string? Postgres { get; init; }

    /// <summary>Whether a PostgreSQL database that is away at the start is replaced by the copy this node took last: for what collects, which must not wait.</summary>
    public bool MayStartFromCopy { get; init; }

    /// <summary>Whether to watch a shared database for what other nodes change: for a server that stays.</summary>
    public bool Follows { get; init; }

    /// <summary>Where the copy lies.</summary>
    public string CopyFolder => Path.Combine(Folder, "cache");

    /// <summary>The data folder.</summary>
    public string Folder => Path.GetDirectoryName(Path.GetFullPath(Database))!;

    /// <summary>A proxy speaks TLS for us: cookies are for TLS only although requests come in plain.</summary>
    public bool IsBehindTls => PublicUrl?.Scheme == Uri.UriSchemeHttps;
}
