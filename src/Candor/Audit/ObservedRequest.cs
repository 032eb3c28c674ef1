namespace Candor.Audit;

/// <summary>One message that a browser sent, or tried to send, as a recording or a live visit saw it.</summary>
sealed record ObservedRequest
{
    public required string Url { get; init; }

    /// <summary><c>GET</c>, <c>POST</c>, …; <c>WS</c> for a WebSocket message, <c>BEACON</c> for one sent while leaving.</summary>
    public string Method { get; init; } = "GET";

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The body's content type; empty when none was told.</summary>
    public string BodyType { get; init; } = "";

    /// <summary>More was sent than is here.</summary>
    public bool BodyWasCut { get; init; }

    /// <summary>Address of the page that was open; empty when that is not known.</summary>
    public string Document { get; init; } = "";

    /// <summary>This is the page itself, in the main frame.</summary>
    public bool IsDocument { get; init; }

    /// <summary>As browsers name it: <c>script</c>, <c>image</c>, <c>xhr</c>, <c>fetch</c>, <c>ping</c>, …; empty when not told.</summary>
    public string ResourceType { get; init; } = "";

    public DateTimeOffset? At { get; init; }

    /// <summary>Nothing left the browser: a blocker, a policy or the network stopped it.</summary>
    public bool Blocked { get; init; }

    /// <summary>Answered from the browser's own memory: nothing left.</summary>
    public bool FromCache { get; init; }

    /// <summary>Where the answer sent the browser next; empty for no redirect.</summary>
    public string RedirectedTo { get; init; } = "";

    /// <summary>Names of cookies that the answer set.</summary>
    public IReadOnlyList<string> CookiesSet { get; init; } = [];

    public string Header(string name)
    {
        foreach (var (key, value) in Headers)
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return value;
        return "";
    }
}
