using Candor.Collect.Agents;
using Microsoft.Extensions.Primitives;

namespace Candor.Collect;

/// <summary>Reads the headers of a request.</summary>
sealed class SenderReader(AgentReader agents, ClientAddress addresses, TimeProvider time)
{
    public Sender Read(HttpContext context, bool isImage)
    {
        var headers = context.Request.Headers;
        var userAgent = headers.UserAgent.ToString();
        var fetchSite = headers["Sec-Fetch-Site"].ToString();
        return new Sender
        {
            Address = addresses.Of(context.Connection.RemoteIpAddress, headers["X-Forwarded-For"]),
            UserAgent = userAgent,
            Agent = agents.Read(userAgent, new ClientHints(Text(headers["Sec-CH-UA"]), Text(headers["Sec-CH-UA-Mobile"]), Text(headers["Sec-CH-UA-Platform"]))),
            Origin = headers.Origin is [{ } origin] ? origin : isImage ? OriginOf(headers.Referer) : null,
            Cookie = VisitorCookie.Read(headers.Cookie),
            OptOut = headers["Sec-GPC"] == "1" || headers["DNT"] == "1",
            IsSameSite = fetchSite is "same-origin" or "same-site",
            IsImage = isImage,
            Received = time.GetUtcNow().ToUnixTimeMilliseconds(),
        };
    }

    /// <summary>A request by image carries no Origin, but mostly a referrer.</summary>
    static string? OriginOf(StringValues referrer) =>
        referrer is [{ } text] && Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri.GetLeftPart(UriPartial.Authority) : null;

    static string? Text(StringValues value) => value.Count == 0 ? null : value.ToString();
}
