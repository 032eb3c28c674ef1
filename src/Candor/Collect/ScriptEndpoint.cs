using Microsoft.Extensions.Primitives;

namespace Candor.Collect;

/// <summary>The handlers that give a page its script and the site's configuration. Public and the same for everybody, so any origin may read them.</summary>
sealed class ScriptEndpoint(ScriptVersions scripts, SiteGates gates, CountryFinder countries, ClientAddress addresses)
{
    // Ten minutes: a mended script is everywhere soon, and a visit loads it once.
    const string Short = "public, max-age=600, stale-while-revalidate=86400";
    const string Forever = "public, max-age=31536000, immutable";

    // Asked again at every load, which costs an answer of no body: a policy that has become stricter holds on the next page.
    const string Configuration = "public, no-cache";

    // What consent is needed depends on where the visitor is, so no cache may share it.
    const string ConfigurationOfPlace = "private, no-cache";

    public Task GetCurrentAsync(HttpContext context) =>
        scripts.Current is { } script ? SendAsync(context, script, Short) : NotFoundAsync(context, "The script has not been built. Run ./build.sh pixel.");

    public Task GetVersionAsync(HttpContext context) =>
        scripts.Find((string)context.Request.RouteValues["hash"]!) is { } script ? SendAsync(context, script, Forever) : NotFoundAsync(context, "This collector has never served that version of the script.");

    public Task GetConfigurationAsync(HttpContext context)
    {
        if (gates.Find((string)context.Request.RouteValues["site"]!) is not { } gate)
            return NotFoundAsync(context, "There is no such site here.");
        var place = gate.DependsOnPlace ? countries.Find(addresses.Of(context.Connection.RemoteIpAddress, context.Request.Headers["X-Forwarded-For"])) : new CountryFinder.Place("", "");
        var (json, tag) = gate.PixelConfig(place.Country, place.Region);
        var cacheControl = gate.DependsOnPlace ? ConfigurationOfPlace : Configuration;
        context.Response.Headers.ETag = tag;
        if (IsKnown(context, tag))
            return NotModifiedAsync(context, cacheControl);
        context.Response.ContentType = "application/json";
        return SendAsync(context, json, cacheControl);
    }

    static Task SendAsync(HttpContext context, ScriptFile script, string cacheControl)
    {
        var headers = context.Response.Headers;
        headers.ETag = script.ETag;
        headers.Vary = "Accept-Encoding";
        if (IsKnown(context, script.ETag))
            return NotModifiedAsync(context, cacheControl);
        context.Response.ContentType = "text/javascript; charset=utf-8";
        var accepted = context.Request.Headers.AcceptEncoding;
        if (Takes(accepted, "br"))
        {
            headers.ContentEncoding = "br";
            return SendAsync(context, script.Brotli, cacheControl);
        }
        if (Takes(accepted, "gzip"))
        {
            headers.ContentEncoding = "gzip";
            return SendAsync(context, script.GZip, cacheControl);
        }
        return SendAsync(context, script.Plain, cacheControl);
    }

    static bool IsKnown(HttpContext context, string tag) => context.Request.Headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal);

    static Task NotModifiedAsync(HttpContext context, string cacheControl)
    {
        Common(context, cacheControl);
        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return Task.CompletedTask;
    }

    static Task SendAsync(HttpContext context, byte[] body, string cacheControl)
    {
        Common(context, cacheControl);
        context.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    static void Common(HttpContext context, string cacheControl)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = cacheControl;
        headers.AccessControlAllowOrigin = "*";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        headers.XContentTypeOptions = "nosniff";
    }

    static Task NotFoundAsync(HttpContext context, string detail)
    {
        Common(context, "no-store");
        return TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound).ExecuteAsync(context);
    }

    static bool Takes(StringValues acceptEncoding, string encoding)
    {
        foreach (var line in acceptEncoding)
            foreach (var part in line.AsSpan().Split(','))
            {
                var item = line.AsSpan()[part].Trim();
                var end = item.IndexOf(';');
                var name = end < 0 ? item : item[..end].Trim();
                if (name.Equals(encoding, StringComparison.OrdinalIgnoreCase))
                    return end < 0 || !item[end..].TrimEnd().EndsWith("q=0", StringComparison.OrdinalIgnoreCase);
            }
        return false;
    }
}
