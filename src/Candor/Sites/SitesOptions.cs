namespace Candor.Sites;

/// <param name="Database">The SQLite file, usually <c>DATA/candor.db</c>.</param>
/// <param name="PublicUrl">The address that browsers use, when it differs from the one a request shows (a proxy without forwarded headers). Null: taken from the request.</param>
sealed record SitesOptions(string Database, Uri? PublicUrl = null);
