using Candor.Audit.Encodings;
using Candor.Audit.Vendors;

namespace Candor.Audit;

/// <summary>Transmissions in the order of sending, each event once: what was sent again is a copy.</summary>
sealed class TransmissionLog
{
    /// <summary>More than any visit has; a longer list helps nobody and has to fit into memory.</summary>
    public const int Most = 20_000;

    const int MostRedirects = 10_000;

    readonly List<Transmission> list = [];
    readonly Dictionary<string, Transmission> seen = new(StringComparer.Ordinal);
    readonly Dictionary<string, List<Transmission>> redirects = new(StringComparer.Ordinal);

    public IReadOnlyList<Transmission> All => list;

    /// <summary>Events beyond <see cref="Most"/>, counted only.</summary>
    public int Omitted { get; private set; }

    /// <returns>The event's own entry: the given one, or the first when it is a copy.</returns>
    public Transmission Add(Transmission sent, Product? product, IReadOnlyList<Parameter> leaves, ObservedRequest request)
    {
        if (FirstOf(sent, product, leaves, request) is { } first)
        {
            if (first.Copies.Count < 100)
                first.Copies.Add(new Transmission.Copy(sent.Host, sent.Method, sent.Request, Why(first, sent, request)));
            Follow(first, request);
            return first;
        }
        if (list.Count == Most)
        {
            Omitted++;
            return sent;
        }
        list.Add(sent);
        Follow(sent, request);
        return sent;
    }

    Transmission? FirstOf(Transmission sent, Product? product, IReadOnlyList<Parameter> leaves, ObservedRequest request)
    {
        if (redirects.TryGetValue(request.Url, out var from) && from.Find(t => t.Vendor == sent.Vendor && (product is not null || t.Host == sent.Host) && t.Account == sent.Account && t.Event == sent.Event) is { } origin)
            return origin;
        var key = Key(sent, product, leaves);
        if (key.Length == 0)
            return null;
        if (!seen.TryGetValue(key, out var first))
        {
            if (seen.Count < Most)
                seen[key] = sent;
            return null;
        }
        // With no key of its own an event is known again only at another address; the same address twice is two events.
        return product?.Same.Count > 0 || first.Host != sent.Host || first.Method != sent.Method || PathOf(first.Request) != PathOf(sent.Request) ? first : null;
    }

    static string Key(Transmission sent, Product? product, IReadOnlyList<Parameter> leaves)
    {
        if (sent.Blocked)
            return "";
        // Of a vendor that is not known nobody can say that its hosts are one receiver.
        var start = $"{sent.Vendor}\n{(product is null ? sent.Host : "")}\n{sent.Account}\n{sent.Event}\n";
        if (product?.Same.Count > 0)
        {
            var values = product.Same.Select(k => leaves.FirstOrDefault(p => p.Name == k).Text ?? "").ToList();
            return values.TrueForAll(v => v.Length == 0) ? "" : start + string.Join('\n', values);
        }
        return leaves.Count == 0 ? "" : start + string.Join('\n', leaves.Select(p => $"{p.Name}={p.Text}").Order(StringComparer.Ordinal)).GetHashCode(StringComparison.Ordinal) + leaves.Count;
    }

    void Follow(Transmission sent, ObservedRequest request)
    {
        if (request.RedirectedTo.Length == 0 || redirects.Count >= MostRedirects || !Uri.TryCreate(new Uri(request.Url), request.RedirectedTo, out var to))
            return;
        if (!redirects.TryGetValue(to.OriginalString, out var from))
            redirects[to.OriginalString] = from = [];
        from.Add(sent);
        if (to.AbsoluteUri != to.OriginalString)
            redirects.TryAdd(to.AbsoluteUri, from);
    }

    string Why(Transmission first, Transmission sent, ObservedRequest request) =>
        redirects.ContainsKey(request.Url) ? "redirected" : first.Host != sent.Host ? "second host" : PathOf(first.Request) != PathOf(sent.Request) ? "second address" : "sent again";

    static string PathOf(string request) => request.IndexOf('?', StringComparison.Ordinal) is var mark and >= 0 ? request[..mark] : request;
}
