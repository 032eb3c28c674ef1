using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using Candor.Sites;
using Microsoft.Extensions.Primitives;

namespace Candor.Collect;

/// <summary>The first-party cookie of a visitor who consented: <c>c.</c> and 22 random characters.</summary>
static class VisitorCookie
{
    public const string Name = "_candor";
    const string Prefix = "c.";
    const int Length = 24;

    /// <summary>13 months, the longest that the CNIL lets a measuring cookie live. It is not prolonged by visits.</summary>
    static readonly TimeSpan Lifetime = TimeSpan.FromDays(390);

    static readonly SearchValues<char> Characters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    public static string NewId() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    public static bool IsId(ReadOnlySpan<char> text) => text.Length == Length && text.StartsWith(Prefix, StringComparison.Ordinal) && !text[2..].ContainsAnyExcept(Characters);

    /// <summary>Our cookie's value, or empty. Other cookies are not looked at, nor parsed.</summary>
    public static string Read(StringValues header)
    {
        foreach (var line in header)
        {
            var rest = line.AsSpan();
            while (!rest.IsEmpty)
            {
                var end = rest.IndexOf(';');
                var pair = (end < 0 ? rest : rest[..end]).Trim(' ');
                if (pair.StartsWith(Name + "=", StringComparison.Ordinal) && IsId(pair[(Name.Length + 1)..]))
                    return pair[(Name.Length + 1)..].ToString();
                rest = end < 0 ? [] : rest[(end + 1)..];
            }
        }
        return "";
    }

    /// <summary>Not HttpOnly: the script must be able to remove it when consent is taken back, with no request to us.</summary>
    public static void Write(HttpContext context, string id, SiteInfo site, string? origin, bool isHttps) =>
        context.Response.Cookies.Append(Name, id, new CookieOptions
        {
            Path = "/",
            SameSite = SameSiteMode.Lax,
            Secure = isHttps,
            HttpOnly = false,
            MaxAge = Lifetime,
            Domain = DomainFor(context.Request.Host.Host, Uri.TryCreate(origin, UriKind.Absolute, out var page) ? page.IdnHost : "", site.Domain),
        });

    /// <summary>For one host alone when page and collector share it, else for the site's domain when both lie under it.</summary>
    static string? DomainFor(string collector, string page, string domain) =>
        !collector.Equals(page, StringComparison.OrdinalIgnoreCase) && IsUnder(collector, domain) && IsUnder(page, domain) ? domain : null;

    static bool IsUnder(string host, string domain) =>
        host.Equals(domain, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase);
}
