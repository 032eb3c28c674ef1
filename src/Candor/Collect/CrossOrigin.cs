namespace Candor.Collect;

/// <summary>CORS for <c>/e</c>. A page of the site gets its origin echoed and may send the cookie; any other page may read why it
/// was refused, else its script would take the answer for a broken network and try for ever.</summary>
static class CrossOrigin
{
    public static void Allow(HttpContext context, bool isOwn)
    {
        var headers = context.Response.Headers;
        if (context.Request.Headers.Origin is not [{ } origin])
            return;
        headers.AccessControlAllowOrigin = isOwn ? origin : "*";
        headers.AccessControlExposeHeaders = "Retry-After";
        headers.Vary = "Origin";
        if (isOwn)
            headers.AccessControlAllowCredentials = "true";
    }

    public static void AnswerPreflight(HttpContext context, bool isOwn)
    {
        Allow(context, isOwn);
        var headers = context.Response.Headers;
        headers.AccessControlAllowMethods = "POST, GET";
        headers.AccessControlAllowHeaders = "Content-Type, Content-Encoding";
        headers.AccessControlMaxAge = "86400";
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
