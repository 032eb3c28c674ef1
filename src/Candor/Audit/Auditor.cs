using Candor.Audit.Encodings;
using Candor.Audit.Findings;
using Candor.Audit.Hosts;
using Candor.Audit.Hosts.Lists;
using Candor.Audit.Vendors;

namespace Candor.Audit;

/// <summary>
/// Takes messages one after the other, from a recording or as a browser sends them, and knows in the end who was told what. For one
/// source and one thread.
/// </summary>
sealed class Auditor(AuditKnowledge knowledge, AuditOptions options)
{
    const int MostHosts = 20_000;

    readonly TransmissionReader reader = new(knowledge.Suffixes);
    readonly TransmissionLog log = new();
    readonly Dictionary<string, HostTally> hosts = new(StringComparer.Ordinal);
    readonly Evidence evidence = new();
    int requests;

    public void Observe(ObservedRequest request)
    {
        requests++;
        if (MessageContents.Read(request) is not { } message)
            return;
        evidence.SawAny(request, message);
        var isOwn = request.IsDocument || IsOwn(message.Host, request);
        var match = knowledge.Vendors.Find(message);
        if (isOwn && match is not { ByShape: true })
            return;
        if (match is { ByShape: true } && !isOwn && !LooksAlike(match, message))
            match = null;
        var listed = match is null && !request.IsDocument && IsListed(message.Host, request);
        var owner = match is { ByShape: false } ? new HostOwner(match.Product.Name, match.Product.Vendor.Owner, match.Product.Category) : knowledge.Owners.Find(message.Host);
        var tally = Count(message, request, owner, match);
        if (listed && !HostCategory.Tracks(tally.Category))
            tally.Category = HostCategory.Tracking;
        evidence.Saw(request, match, tally, match is { } known ? known.Product.Vendor.Name : tally.Owner.Length > 0 ? tally.Owner : knowledge.Suffixes.RegistrableDomain(message.Host).ToString(), message.Host);
        if (request.FromCache)
            return;
        if (match is { IsLoad: false })
        {
            foreach (var (sent, leaves) in reader.Read(request, message, match))
            {
                evidence.Typed(sent, leaves);
                Keep(sent, match.Product, leaves, request, tally);
            }
            return;
        }
        Unknown(request, message, match, tally);
    }

    public AuditReport Finish(string source, IEnumerable<AuditedPage> pages, IEnumerable<string> remarks, DateOnly day)
    {
        var judged = Judge.All(new Judgement(log.All, hosts, evidence, options));
        return new AuditReport
        {
            Source = source,
            Pages = [.. pages],
            Transmissions = log.All,
            Trackers = [.. hosts.Select(h => new Tracker(h.Key, h.Value.Owner, h.Value.Category, h.Value.Requests, h.Value.Cookies)).OrderByDescending(t => HostCategory.Tracks(t.Category)).ThenByDescending(t => t.Requests).ThenBy(t => t.Host, StringComparer.Ordinal)],
            Findings = judged.Findings,
            LookedFor = judged.LookedFor,
            Lists = knowledge.Lists,
            Day = day,
            Remarks = [.. remarks, .. Limits(), .. judged.Remarks],
            Requests = requests,
        };
    }

    IEnumerable<string> Limits()
    {
        if (log.Omitted > 0)
            yield return $"{log.Omitted} events more than {TransmissionLog.Most} were sent; they are counted and not listed.";
    }

    /// <summary>A host of the site that is looked at, or of its owner.</summary>
    bool IsOwn(string host, ObservedRequest request)
    {
        foreach (var own in options.FirstParty)
            if (host == own || host.EndsWith("." + own, StringComparison.Ordinal))
                return true;
        var page = request.Document.Length > 0 ? request.Document : request.Header("Referer") is { Length: > 0 } referer ? referer : request.Header("Origin");
        return Uri.TryCreate(page, UriKind.Absolute, out var open) && knowledge.Suffixes.IsSameSite(host, open.Host);
    }

    bool IsListed(string host, ObservedRequest request)
    {
        var site = Uri.TryCreate(request.Document, UriKind.Absolute, out var page) ? page.Host : "";
        return knowledge.Tracking.Find(request.Url, site, RequestKindOf.Request(request), thirdParty: site.Length == 0 || !knowledge.Suffixes.IsSameSite(host, site)) is not null;
    }

    /// <summary>On a third host a known shape is believed when the account has the vendor's own form.</summary>
    static bool LooksAlike(VendorMatch match, MessageContents message) => match.Product.Account.Of(message, message.Query).Length > 0;

    HostTally Count(MessageContents message, ObservedRequest request, HostOwner? owner, VendorMatch? match)
    {
        if (!hosts.TryGetValue(message.Host, out var tally))
        {
            tally = new HostTally { Owner = owner?.Company ?? "", Category = owner?.Category ?? HostCategory.Unknown, Page = request.Document };
            if (hosts.Count < MostHosts)
                hosts[message.Host] = tally;
        }
        else if (match is not null && HostCategory.Tracks(match.Product.Category) && !HostCategory.Tracks(tally.Category))
        {
            (tally.Owner, tally.Category) = (match.Product.Vendor.Owner, match.Product.Category);
        }
        tally.Requests++;
        tally.AddCookies(request.CookiesSet, set: true);
        tally.AddCookies(message.Headers.Where(h => h.Carrier == Carrier.Cookie).Select(h => h.Name["Cookie ".Length..]), set: false);
        return tally;
    }

    void Unknown(ObservedRequest request, MessageContents message, VendorMatch? load, HostTally tally)
    {
        if (HostCategory.Serves(load?.Product.Category ?? tally.Category))
            return;
        var vendor = load?.Product.Vendor.Name ?? (tally.Owner.Length > 0 ? tally.Owner : knowledge.Suffixes.RegistrableDomain(message.Host).ToString());
        var (sent, leaves) = reader.ReadUnknown(request, message, vendor, tally.Category);
        var tracks = load is null && HostCategory.Tracks(tally.Category);
        if (evidence.Typed(sent, leaves) | sent.Fields.Any(f => Tells(f, tracks)))
            Keep(load is null ? sent : sent with { Product = load.Product.Name, IsUnknown = false }, null, leaves, request, tally);
    }

    /// <summary>Hosts that nobody knows fetch and send much that tells nothing; their messages are listed for what they tell.</summary>
    static bool Tells(SentField field, bool tracks)
    {
        if (field.Name == "Referer" || field.Meaning == "cookie")
            return tracks && field.Class >= FieldClass.Personal;
        return field.Class >= FieldClass.Personal || field.Meaning is Meaning.FormContent or Meaning.SearchTerm or Meaning.Keystrokes or Meaning.ButtonText or Meaning.PageAddress or Meaning.PageTitle or Meaning.Opaque
            || (tracks && field.Class >= FieldClass.Content);
    }

    void Keep(Transmission sent, Product? product, IReadOnlyList<Parameter> leaves, ObservedRequest request, HostTally tally) =>
        evidence.Sent(log.Add(sent, product, leaves, request), leaves, request, tally);
}
