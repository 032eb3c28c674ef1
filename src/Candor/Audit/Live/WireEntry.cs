using Candor.Audit.Live.Cdp;
using System.Text.Json;

namespace Candor.Audit.Live;

/// <summary>One request while the browser still tells of it.</summary>
sealed class WireEntry
{
    List<KeyValuePair<string, string>> headers = [];
    bool headersAreFinal;

    public required string Id { get; init; }

    public required string Session { get; init; }

    public required string Url { get; init; }

    public required string Method { get; init; }

    public required string Type { get; init; }

    /// <summary>The page in the main frame at that moment.</summary>
    public required string Document { get; init; }

    public required bool IsDocument { get; init; }

    public required VisitPhase Phase { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>The script that sent it, the innermost of its stack; empty for none.</summary>
    public string Initiator { get; init; } = "";

    public ReadOnlyMemory<byte> Body { get; set; }

    public bool BodyWasCut { get; set; }

    public bool Blocked { get; set; }

    public bool FromCache { get; set; }

    public string RedirectedTo { get; set; } = "";

    public List<string> CookiesSet { get; } = [];

    public string Error { get; set; } = "";

    public int Status { get; set; }

    public bool Ended { get; set; }

    /// <param name="final">What really left, with cookies; the page's own idea of them came before.</param>
    public void Take(JsonElement sent, bool final)
    {
        if ((headersAreFinal && !final) || sent.ValueKind != JsonValueKind.Object)
            return;
        headersAreFinal |= final;
        headers = [.. sent.EnumerateObject().Select(h => new KeyValuePair<string, string>(h.Name, h.Value.ToString()))];
    }

    public void Answered(JsonElement response)
    {
        Status = (int)response.Num("status");
        FromCache |= response.Flag("fromServiceWorker") || response.Flag("fromDiskCache") || response.Flag("fromPrefetchCache");
    }

    public void TakeCookies(JsonElement answered)
    {
        foreach (var header in answered.Get("headers") is { ValueKind: JsonValueKind.Object } all ? all.EnumerateObject() : default)
            if (header.Name.Equals("set-cookie", StringComparison.OrdinalIgnoreCase))
                foreach (var line in header.Value.ToString().Split('\n'))
                    if (line.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals)
                        CookiesSet.Add(line[..equals].Trim());
    }

    public ObservedRequest Observed()
    {
        var type = headers.Find(h => h.Key.Equals("content-type", StringComparison.OrdinalIgnoreCase)).Value ?? "";
        return new ObservedRequest
        {
            Url = Url, Method = Type == "ping" && Body.Length > 0 ? "BEACON" : Method, Headers = headers, Body = Body, BodyType = type, BodyWasCut = BodyWasCut, Document = Document, IsDocument = IsDocument,
            ResourceType = Type, At = At, Blocked = Blocked, FromCache = FromCache, RedirectedTo = RedirectedTo, CookiesSet = CookiesSet, Initiator = Initiator, BeforePress = Phase <= VisitPhase.Typing,
        };
    }
}
