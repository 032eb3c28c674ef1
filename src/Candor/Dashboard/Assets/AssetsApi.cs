using Microsoft.Net.Http.Headers;

namespace Candor.Dashboard.Assets;

/// <summary>Serves the files of the pages; the sign-in page needs them too, so they are open to all.</summary>
static class AssetsApi
{
    public static void MapAssets(this IEndpointRouteBuilder routes) => routes.MapGet("/assets/{name}", Serve).AllowAnonymous();

    static IResult Serve(string name, HttpContext context, AssetFiles files)
    {
        if (files.Find(name) is not { } file)
            return TypedResults.NotFound();
        var packed = context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal) && file.ContentType != "font/woff2";
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (packed)
            context.Response.Headers.ContentEncoding = "br";
        return TypedResults.Bytes(packed ? file.Brotli : file.Content, file.ContentType);
    }
}
