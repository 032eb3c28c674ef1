using Npgsql;

namespace Candor.Sites;

/// <summary>Where a PostgreSQL database is: <c>postgres://user:password@host:5432/name?sslmode=require</c>, or Npgsql's own
/// <c>Host=…;Database=…;Username=…</c>. What is left out comes from the environment (PGPASSWORD, PGPASSFILE, …), as with psql.</summary>
static class PostgresAddress
{
    /// <summary>Null when the text names a database.</summary>
    public static string? WhyNot(string text)
    {
        try
        {
            Parse(text);
            return null;
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            return e.Message;
        }
    }

    /// <exception cref="FormatException">It names no database.</exception>
    /// <exception cref="ArgumentException">Npgsql does not know one of its words.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string text)
    {
        var isUrl = text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);
        var address = isUrl ? OfUrl(text) : new NpgsqlConnectionStringBuilder(text);
        if (string.IsNullOrEmpty(address.Host) || string.IsNullOrEmpty(address.Database))
            throw new FormatException("it names no host or no database");
        // Npgsql waits 15 s. A collector starts from its copy instead, and a person wants to know sooner.
        if (!address.ShouldSerialize("Timeout"))
            address.Timeout = 5;
        // Connections that a server or a firewall has forgotten are found out before somebody's change fails on one.
        if (!address.ShouldSerialize("Keepalive"))
            address.KeepAlive = 30;
        address.ApplicationName ??= "candor";
        return address;
    }

    static NpgsqlConnectionStringBuilder OfUrl(string text)
    {
        // postgres:///name?host=/run/postgresql is what libpq takes for a socket; Uri wants a host.
        var url = new Uri(text.Contains(":///", StringComparison.Ordinal) ? text.Replace(":///", "://none/", StringComparison.Ordinal) : text);
        var address = new NpgsqlConnectionStringBuilder { Database = Uri.UnescapeDataString(url.AbsolutePath.Trim('/')) };
        if (url.Host != "none")
            address.Host = url.IdnHost;
        if (url.Port > 0)
            address.Port = url.Port;
        var user = url.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
            address.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1)
            address.Password = Uri.UnescapeDataString(user[1]);
        foreach (var pair in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = (pair.Split('=', 2)[0], Uri.UnescapeDataString(pair.Split('=', 2)[^1]));
            address[name.ToLowerInvariant() switch { "sslmode" => "SSL Mode", "sslrootcert" => "Root Certificate", "application_name" => "Application Name", "connect_timeout" => "Timeout", var same => same }] =
                name.Equals("sslmode", StringComparison.OrdinalIgnoreCase) ? value.Replace("-", "", StringComparison.Ordinal) : value;
        }
        return address;
    }
}
