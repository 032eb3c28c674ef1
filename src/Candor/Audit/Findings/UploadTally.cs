using System.Text;
using Candor.Audit.Encodings;

namespace Candor.Audit.Findings;

/// <summary>What each script sent to each host, measured: a film of a page is large, or shows the page's elements.</summary>
sealed class UploadTally
{
    const int LeastFilm = 500;
    const int LeastMessages = 2;
    const int MostKept = 2_000;

    static readonly string[] Elements = ["childNodes", "tagName", "nodeType", "nodeName", "outerHTML", "innerHTML", "<div", "<body", "<html", "\\u003cdiv", "\\u003cbody"];

    readonly Dictionary<(string Script, string Host), (int Messages, long Bytes, bool ShowsPage)> sent = [];

    public void Add(ObservedRequest request, MessageContents message)
    {
        var key = (WithoutQuery(request.Initiator), message.Host);
        if (!sent.TryGetValue(key, out var before) && sent.Count >= MostKept)
            return;
        sent[key] = (before.Messages + 1, before.Bytes + request.Body.Length, before.ShowsPage || message.Body.Unread is not null || ShowsPage(request.Body.Span, message));
    }

    /// <summary>The host to which a script, or the host it came from, sends films; null for none.</summary>
    public (string Host, int Messages, long Bytes)? By(string script)
    {
        var home = Uri.TryCreate(script, UriKind.Absolute, out var address) ? address.Host : "";
        foreach (var ((from, host), (messages, bytes, showsPage)) in sent)
            if ((from == script || host == home) && (showsPage || (messages >= LeastMessages && bytes >= LeastFilm)))
                return (host, messages, bytes);
        return null;
    }

    static bool ShowsPage(ReadOnlySpan<byte> body, MessageContents message)
    {
        var text = message.Body.Text.Length > 0 ? message.Body.Text : Encoding.UTF8.GetString(body[..Math.Min(body.Length, 1 << 20)]);
        return Array.Exists(Elements, e => text.Contains(e, StringComparison.OrdinalIgnoreCase)) || message.Body.Json.Any(j => Array.Exists(Elements, e => j.GetRawText().Contains(e, StringComparison.Ordinal)));
    }

    static string WithoutQuery(string url) => url.AsSpan().IndexOfAny('?', '#') is var end and >= 0 ? url[..end] : url;
}
