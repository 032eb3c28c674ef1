using System.Text;
using System.Text.Json;
using Candor.Audit.Live.Cdp;

namespace Candor.Audit.Live;

/// <summary>
/// Everything that leaves the browser, from the network events of all its targets, in the order in which it left. Events come on the
/// connection's thread; the list is asked for when the visit is over.
/// </summary>
sealed class Wire(VisitOptions options)
{
    const int MostBody = 8 << 20;
    const long MostBodies = 256 << 20;

    readonly Lock access = new();
    readonly List<object> sent = [];
    readonly Dictionary<string, List<WireEntry>> byId = new(StringComparer.Ordinal);
    readonly Dictionary<string, (int Requests, int Answers)> extra = new(StringComparer.Ordinal);
    readonly Dictionary<string, List<JsonElement>> early = new(StringComparer.Ordinal);
    readonly Dictionary<string, (string Url, string Document, string Initiator)> sockets = new(StringComparer.Ordinal);
    long bodies, received;
    int requests, open;

    public VisitPhase Phase { get; set; }

    /// <summary>The page that the visitor looks at.</summary>
    public string Page { get; set; } = "";

    /// <summary>Asks for a body that an event did not carry.</summary>
    public Action<WireEntry> BodyMissing { get; set; } = static _ => { };

    public int Requests => requests;

    public bool IsTooMuch => requests > options.MostRequests || Interlocked.Read(ref received) > options.MostBytes;

    /// <summary>Requests without an answer yet.</summary>
    public int Open => open;

    public long LastChange { get; private set; } = Environment.TickCount64;

    public void Take(CdpEvent told, bool isMainFrame)
    {
        lock (access)
            switch (told.Method)
            {
                case "Network.requestWillBeSent": Started(told, isMainFrame); break;
                case "Network.requestWillBeSentExtraInfo": Extra(told.Parameters, answer: false); break;
                case "Network.responseReceivedExtraInfo": Extra(told.Parameters, answer: true); break;
                case "Network.responseReceived": Of(told)?.Answered(told.Parameters.Get("response")); break;
                case "Network.requestServedFromCache": if (Of(told) is { } cached) cached.FromCache = true; break;
                case "Network.dataReceived": Interlocked.Add(ref received, (long)Math.Max(told.Parameters.Num("encodedDataLength"), told.Parameters.Num("dataLength"))); break;
                case "Network.loadingFinished": Ended(Of(told)); break;
                case "Network.loadingFailed": Failed(Of(told), told.Parameters); break;
                case "Network.webSocketCreated": sockets[told.Parameters.Str("requestId")] = (told.Parameters.Str("url"), Page, ScriptOf(told.Parameters.Get("initiator"))); break;
                case "Network.webSocketWillSendHandshakeRequest": Frame(told, "GET", [], told.Parameters.Get("request").Get("headers")); break;
                case "Network.webSocketFrameSent": Frame(told, "WS", Payload(told.Parameters.Get("response")), default); break;
                default: return;
            }
    }

    /// <summary>How many messages have left.</summary>
    public int Now()
    {
        lock (access)
            return sent.Count;
    }

    /// <param name="at">When it was, by <see cref="Now"/>.</param>
    public void Chose(Findings.ConsentChoice choice, int at)
    {
        lock (access)
            sent.Insert(at, choice);
    }

    /// <summary>Messages, and choices between them, in their order.</summary>
    public IEnumerable<(ObservedRequest? Request, Findings.ConsentChoice? Choice)> All()
    {
        lock (access)
            return [.. sent.Select(s => s switch { WireEntry e => (e.Observed(), null), ObservedRequest r => (r, null), _ => ((ObservedRequest?)null, (Findings.ConsentChoice?)s) })];
    }

    public WireEntry? LastDocument()
    {
        lock (access)
            return sent.OfType<WireEntry>().LastOrDefault(e => e.IsDocument);
    }

    void Started(CdpEvent told, bool isMainFrame)
    {
        var json = told.Parameters;
        var request = json.Get("request");
        var (id, url, type) = (json.Str("requestId"), request.Str("url") + request.Str("urlFragment"), json.Str("type").ToLowerInvariant());
        if (type == "preflight" || !url.StartsWith("http", StringComparison.OrdinalIgnoreCase) || requests > options.MostRequests)
            return;
        if (!byId.TryGetValue(id, out var hops))
            byId[id] = hops = [];
        if (json.Get("redirectResponse") is { ValueKind: JsonValueKind.Object } redirect && hops.Count > 0)
        {
            hops[^1].RedirectedTo = url;
            hops[^1].Answered(redirect);
            Ended(hops[^1]);
        }
        else if (hops.Count > 0)
        {
            // A worker's script is told by the worker and by whoever started it.
            return;
        }
        var isDocument = type == "document" && isMainFrame;
        if (isDocument)
            Page = url;
        var entry = new WireEntry
        {
            Id = id, Session = told.Session, Url = url, Method = request.Str("method"), Type = type == "document" && !isMainFrame ? "sub_frame" : type, Document = Page, IsDocument = isDocument, Phase = Phase,
            At = DateTimeOffset.FromUnixTimeMilliseconds((long)(json.Num("wallTime") * 1000)), Initiator = ScriptOf(json.Get("initiator")),
        };
        entry.Take(request.Get("headers"), final: false);
        if (request.Flag("hasPostData"))
            TakeBody(entry, request);
        requests++;
        open++;
        LastChange = Environment.TickCount64;
        hops.Add(entry);
        sent.Add(entry);
        if (early.Remove(id, out var waiting))
            foreach (var parameters in waiting)
                Extra(parameters, answer: parameters.TryGetProperty("statusCode", out _));
    }

    void TakeBody(WireEntry entry, JsonElement request)
    {
        using var body = new MemoryStream();
        var isWhole = false;
        foreach (var part in request.Get("postDataEntries").Each())
        {
            isWhole = part.TryGetProperty("bytes", out var bytes);
            if (!isWhole)
                break;
            body.Write(bytes.GetBytesFromBase64());
        }
        if (!isWhole)
            BodyMissing(entry);
        else
            SetBody(entry, body.ToArray());
    }

    public void SetBody(WireEntry entry, byte[] body)
    {
        lock (access)
        {
            entry.BodyWasCut = body.Length > MostBody || bodies > MostBodies;
            entry.Body = bodies > MostBodies ? default : body.AsMemory(0, Math.Min(body.Length, MostBody));
            bodies += entry.Body.Length;
        }
    }

    /// <summary>Each hop of a chain of redirects has its own, in the hops' order; it may come before the request itself.</summary>
    void Extra(JsonElement json, bool answer)
    {
        var id = json.Str("requestId");
        var (asked, answered) = extra.GetValueOrDefault(id);
        var index = answer ? answered : asked;
        if (!byId.TryGetValue(id, out var hops) || hops.Count <= index)
        {
            if (!early.TryGetValue(id, out var list))
                early[id] = list = [];
            if (list.Count < 100)
                list.Add(json);
            return;
        }
        extra[id] = answer ? (asked, answered + 1) : (asked + 1, answered);
        if (answer)
            hops[index].TakeCookies(json);
        else
            hops[index].Take(json.Get("headers"), final: true);
    }

    WireEntry? Of(CdpEvent told) => byId.TryGetValue(told.Parameters.Str("requestId"), out var hops) ? hops[^1] : null;

    void Ended(WireEntry? entry)
    {
        if (entry is null or { Ended: true })
            return;
        entry.Ended = true;
        open--;
        LastChange = Environment.TickCount64;
    }

    void Failed(WireEntry? entry, JsonElement json)
    {
        if (entry is null)
            return;
        entry.Error = json.Str("errorText");
        // A cancelled one may have left already; what a policy, the browser or the door stopped did not.
        entry.Blocked = entry.Status == 0 && (json.Str("blockedReason").Length > 0 || entry.Error is "net::ERR_BLOCKED_BY_CLIENT" or "net::ERR_SOCKS_CONNECTION_FAILED" or "net::ERR_NAME_NOT_RESOLVED" or "net::ERR_CONNECTION_REFUSED" or "net::ERR_BLOCKED_BY_CSP");
        Ended(entry);
    }

    void Frame(CdpEvent told, string method, byte[] payload, JsonElement headers)
    {
        if (requests > options.MostRequests || !sockets.TryGetValue(told.Parameters.Str("requestId"), out var socket))
            return;
        requests++;
        bodies += payload.Length;
        LastChange = Environment.TickCount64;
        sent.Add(new ObservedRequest
        {
            Url = socket.Url, Method = method, Body = payload, Document = socket.Document, ResourceType = "websocket", BeforePress = Phase <= VisitPhase.Typing, Initiator = socket.Initiator,
            Headers = headers.ValueKind == JsonValueKind.Object ? [.. headers.EnumerateObject().Select(h => new KeyValuePair<string, string>(h.Name, h.Value.ToString()))] : [],
        });
    }

    static byte[] Payload(JsonElement frame)
    {
        var text = frame.Str("payloadData");
        if (frame.Num("opcode") != 2)
            return Encoding.UTF8.GetBytes(text);
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var written) ? bytes[..written] : [];
    }

    static string ScriptOf(JsonElement initiator)
    {
        for (var stack = initiator.Get("stack"); stack.ValueKind == JsonValueKind.Object; stack = stack.Get("parent"))
            foreach (var frame in stack.Get("callFrames").Each())
                if (frame.Str("url") is { Length: > 0 } url && url.StartsWith("http", StringComparison.Ordinal))
                    return url;
        return initiator.Str("url");
    }
}
