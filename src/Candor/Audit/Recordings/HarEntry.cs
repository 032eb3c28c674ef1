using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Candor.Audit.Recordings;

/// <summary>From one entry of a HAR to what left the browser: the request, and each message that its WebSocket sent.</summary>
static class HarEntry
{
    const int MostCookies = 200;

    /// <summary>Empty when the entry has no address.</summary>
    public static IReadOnlyList<ObservedRequest> Read(JsonElement entry, HarPages pages, bool wasCut)
    {
        var request = entry.Member("request");
        var url = Address(request);
        if (url.Length == 0)
            return [];
        var response = entry.Member("response");
        var headers = Headers(request.Member("headers"));
        var type = ResourceType(entry, headers);
        var pageref = entry.Text("pageref");
        var status = (int)Number(response.Text("status"));
        var isDocument = IsDocument(url, type, headers, response, pages, pageref);
        if (isDocument && status is 0 or (>= 200 and < 300) or 304 or >= 400)
            pages.Opened(pageref, WithoutFragment(url));

        var (body, bodyType) = HarBody.Read(request.Member("postData"), headers);
        var observed = new ObservedRequest
        {
            Url = url,
            Method = type is "ping" or "beacon" && body.Length > 0 ? "BEACON" : request.Text("method") is { Length: > 0 } method ? method.ToUpperInvariant() : body.Length > 0 ? "POST" : "GET",
            Headers = headers,
            Body = body,
            BodyType = bodyType,
            BodyWasCut = wasCut,
            Document = isDocument ? WithoutFragment(url) : pages.For(pageref),
            IsDocument = isDocument,
            ResourceType = type,
            At = DateTimeOffset.TryParse(entry.Text("startedDateTime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null,
            Blocked = IsBlocked(entry, response, status),
            FromCache = entry.Text("_fromCache") is "disk" or "memory",
            RedirectedTo = Redirect(response),
            CookiesSet = CookiesSet(response),
        };
        if (entry.Member("_webSocketMessages") is not { ValueKind: JsonValueKind.Array } messages)
            return [observed];
        return [observed, .. messages.Items().Where(m => m.Text("type") is "send" or "request" or "").Select(m => Message(observed, m))];
    }

    /// <summary>An address cut off from its query has it in <c>queryString</c> alone.</summary>
    static string Address(JsonElement request)
    {
        var url = request.Text("url");
        if (url.Length == 0 || url.Contains('?') || request.Member("queryString").ValueKind != JsonValueKind.Array)
            return url;
        var query = new StringBuilder();
        foreach (var pair in request.Member("queryString").Items())
            query.Append(query.Length == 0 ? '?' : '&').Append(HarBody.Encoded(pair.Text("name"))).Append('=').Append(HarBody.Encoded(pair.Text("value")));
        var hash = url.IndexOf('#', StringComparison.Ordinal);
        return hash < 0 ? url + query : url.Insert(hash, query.ToString());
    }

    static List<KeyValuePair<string, string>> Headers(JsonElement headers) =>
        [.. headers.Items().Select(h => new KeyValuePair<string, string>(h.Text("name"), h.Text("value"))).Where(h => h.Key.Length > 0)];

    static string ResourceType(JsonElement entry, List<KeyValuePair<string, string>> headers)
    {
        var told = entry.Text("_resourceType");
        if (told.Length > 0)
            return told.ToLowerInvariant();
        // Firefox and proxies write none; the browser told the server.
        return Header(headers, "Sec-Fetch-Dest") switch
        {
            "document" => "document",
            "iframe" or "frame" => "sub_frame",
            "script" or "worker" or "serviceworker" or "sharedworker" => "script",
            "image" => "image",
            "style" => "stylesheet",
            "font" => "font",
            "empty" => "fetch",
            _ => "",
        };
    }

    static bool IsDocument(string url, string type, List<KeyValuePair<string, string>> headers, JsonElement response, HarPages pages, string pageref)
    {
        if (!url.StartsWith("http", StringComparison.OrdinalIgnoreCase))
            return false;
        var destination = Header(headers, "Sec-Fetch-Dest");
        if (destination.Length > 0)
            return destination == "document";
        // Chrome says "document" of frames, too, and of forms that are posted into one.
        if (type is "document")
            return pages.MayBecome(pageref, url);
        return type.Length == 0 && response.Member("content").Text("mimeType").StartsWith("text/html", StringComparison.OrdinalIgnoreCase)
            && Header(headers, "X-Requested-With").Length == 0 && AcceptsPages(Header(headers, "Accept")) && IsSameSite(url, Header(headers, "Referer"));
    }

    static bool AcceptsPages(string accept) => accept.Length == 0 || accept.Contains("text/html", StringComparison.Ordinal);

    static bool IsSameSite(string url, string referer) =>
        referer.Length == 0 || (Uri.TryCreate(url, UriKind.Absolute, out var a) && Uri.TryCreate(referer, UriKind.Absolute, out var b) && a.Host == b.Host);

    /// <summary>
    /// Status 0 alone proves nothing: a beacon sent while leaving has no answer either. The error's name decides.
    /// </summary>
    static bool IsBlocked(JsonElement entry, JsonElement response, int status)
    {
        var error = response.Text("_error") is { Length: > 0 } told ? told : entry.Text("_error") is { Length: > 0 } of ? of : entry.Text("_blockedReason");
        if (error.Contains("BLOCKED", StringComparison.OrdinalIgnoreCase) || (status == 0 && entry.Text("_blockedReason").Length > 0))
            return true;
        return error is "net::ERR_NAME_NOT_RESOLVED" or "net::ERR_CONNECTION_REFUSED" or "net::ERR_INTERNET_DISCONNECTED" or "net::ERR_ADDRESS_UNREACHABLE" or "net::ERR_CONNECTION_TIMED_OUT"
            or "NS_ERROR_UNKNOWN_HOST" or "NS_ERROR_CONNECTION_REFUSED" or "NS_ERROR_TRACKING_URI" or "NS_ERROR_CONTENT_BLOCKED" or "NS_ERROR_NET_TIMEOUT" || error.StartsWith("net::ERR_CERT", StringComparison.Ordinal);
    }

    static string Redirect(JsonElement response)
    {
        var told = response.Text("redirectURL");
        return told.Length > 0 ? told : response.Member("headers").Items().FirstOrDefault(h => h.Text("name").Equals("location", StringComparison.OrdinalIgnoreCase)).Text("value");
    }

    static List<string> CookiesSet(JsonElement response)
    {
        var names = new List<string>();
        foreach (var header in response.Member("headers").Items())
            if (header.Text("name").Equals("set-cookie", StringComparison.OrdinalIgnoreCase))
                foreach (var line in header.Text("value").Split('\n', StringSplitOptions.RemoveEmptyEntries))
                    Add(line.Split('=', 2)[0].Trim());
        foreach (var cookie in response.Member("cookies").Items())
            Add(cookie.Text("name"));
        return names;

        void Add(string name)
        {
            if (name.Length > 0 && names.Count < MostCookies && !names.Contains(name))
                names.Add(name);
        }
    }

    static ObservedRequest Message(ObservedRequest socket, JsonElement message)
    {
        var data = message.Text("data");
        var binary = message.Text("opcode") == "2";
        return socket with
        {
            Method = "WS",
            Body = binary && HarBody.FromBase64(data) is { } bytes ? bytes : HarBody.Bytes(data),
            BodyType = "",
            RedirectedTo = "",
            CookiesSet = [],
            At = Number(message.Text("time")) is > 1e9 and < 1e11 and var seconds ? DateTimeOffset.UnixEpoch.AddSeconds(seconds) : socket.At,
        };
    }

    static string Header(List<KeyValuePair<string, string>> headers, string name)
    {
        foreach (var (key, value) in headers)
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return value;
        return "";
    }

    static double Number(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0;

    static string WithoutFragment(string url) => url.IndexOf('#', StringComparison.Ordinal) is var hash and >= 0 ? url[..hash] : url;
}
