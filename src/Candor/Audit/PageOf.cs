using Candor.Audit.Encodings;
using Candor.Audit.Hosts;

namespace Candor.Audit;

/// <summary>The page that a message speaks of: what it says itself, else its <c>Referer</c>, else the document that was open.</summary>
static class PageOf
{
    public static string Choose(string said, ObservedRequest request, PublicSuffixes suffixes)
    {
        if (DecodeTree.IsAddress(said))
            return said;
        var referer = request.Header("Referer");
        if (!Uri.TryCreate(referer, UriKind.Absolute, out var from))
            return request.Document;
        // Browsers cut a Referer to other sites down to its origin; the document of the same origin says which page it was.
        var isCut = from.PathAndQuery == "/";
        var isFrame = Uri.TryCreate(request.Document, UriKind.Absolute, out var open) && !suffixes.IsSameSite(open.Host, from.Host);
        return request.Document.Length > 0 && (isCut || isFrame) ? request.Document : referer;
    }
}
