using Candor.Audit.Encodings;
using Candor.Audit.Fields;
using Candor.Audit.Hosts;
using Candor.Audit.Vendors;

namespace Candor.Audit;

/// <summary>From a message to the events that it told, each field in words.</summary>
sealed class TransmissionReader(PublicSuffixes suffixes)
{
    const int MostFields = 600;
    const int LongestName = 200;

    /// <summary>Most of what a visit's events say they all say: the page, the browser, the ids.</summary>
    const int MostRemembered = 16_384;

    const int LongestRemembered = 512;

    readonly Dictionary<(Parameter, FieldDictionary), SentField> remembered = [];
    readonly TopicMarker topics = new();

    /// <summary>Reads a message to a vendor whose file says how.</summary>
    public IEnumerable<(Transmission Sent, IReadOnlyList<Parameter> Leaves)> Read(ObservedRequest request, MessageContents message, VendorMatch match)
    {
        var product = match.Product;
        foreach (var parameters in EventSplitter.Split(message, product.Batch))
        {
            var leaves = DecodeTree.Open(parameters);
            var said = Pick(product.Event, message, parameters, leaves);
            yield return (new Transmission
            {
                Vendor = product.Vendor.Name,
                Product = product.Name,
                Category = product.Category,
                Account = Cut(Pick(product.Account, message, parameters, leaves)),
                Event = Cut(said.Length == 0 ? product.DefaultEvent : product.EventNames.GetValueOrDefault(said, said)),
                Page = PageOf.Choose(Pick(product.Page, message, parameters, leaves), request, suffixes),
                Host = message.Host,
                Method = request.Method,
                Request = message.Shape,
                Blocked = request.Blocked,
                Fields = topics.Mark(said, Fields(leaves, message, product.Vendor.Fields, isKnownVendor: true)),
                At = request.At,
                ThroughOwnHost = match.ByShape,
            }, leaves);
        }
    }

    /// <summary>Reads a message to a host that no file describes.</summary>
    public (Transmission Sent, IReadOnlyList<Parameter> Leaves) ReadUnknown(ObservedRequest request, MessageContents message, string vendor, string category)
    {
        var parameters = EventSplitter.Split(message, "").SelectMany(p => p).Concat(WrappedWords(message.Path)).ToList();
        var leaves = DecodeTree.Open(parameters);
        var fields = topics.Mark("", Fields(leaves, message, FieldDictionary.Empty, isKnownVendor: false));
        var said = fields.FirstOrDefault(f => f.Meaning == Meaning.PageAddress && f.Name != "Referer")?.Value ?? "";
        return (new Transmission
        {
            Vendor = vendor,
            Category = category,
            Event = Cut(leaves.FirstOrDefault(p => IsEventName(p.Name) && p.Text.Length is > 0 and < 60).Text ?? ""),
            Page = PageOf.Choose(said, request, suffixes),
            Host = message.Host,
            Method = request.Method,
            Request = message.Shape,
            Blocked = request.Blocked,
            Fields = message.Body.Unread is { } unread ? [.. fields, Unread(unread)] : fields,
            At = request.At,
            IsUnknown = true,
        }, leaves);
    }

    List<SentField> Fields(IReadOnlyList<Parameter> leaves, MessageContents message, FieldDictionary dictionary, bool isKnownVendor)
    {
        var fields = new List<SentField>();
        foreach (var leaf in leaves.Concat(DecodeTree.Open(message.Headers)))
        {
            var field = Read(leaf, dictionary, isKnownVendor);
            // What stands inside an address is listed when it tells something that the address as a whole does not.
            if (leaf.IsInner && field.Class < FieldClass.Personal)
                continue;
            fields.Add(field with { Name = field.Name.Length <= LongestName ? field.Name : field.Name[..LongestName] + "…" });
            if (fields.Count == MostFields)
                break;
        }
        if (isKnownVendor && message.Body.Unread is { } unread)
            fields.Add(Unread(unread));
        return fields;
    }

    SentField Read(Parameter leaf, FieldDictionary dictionary, bool isKnownVendor)
    {
        if (remembered.TryGetValue((leaf, dictionary), out var known))
            return known;
        var field = FieldReader.Read(leaf, dictionary, isKnownVendor);
        if (remembered.Count < MostRemembered && leaf.Text.Length <= LongestRemembered)
            remembered[(leaf, dictionary)] = field;
        return field;
    }

    static SentField Unread(Opaque unread) => new(unread.Name, Meaning.Opaque, FieldClass.Technical, "opaque", "")
    {
        Remark = FormattableString.Invariant($"{unread.Bytes} bytes, {unread.Entropy:0.0} bits of entropy a byte"),
    };

    static string Pick(Selector selector, MessageContents message, IReadOnlyList<Parameter> parameters, IReadOnlyList<Parameter> leaves) =>
        selector.Of(message, parameters) is { Length: > 0 } plain ? plain : selector.Of(message, leaves);

    /// <summary>Words of a path long enough to hold something.</summary>
    static IEnumerable<Parameter> WrappedWords(string path)
    {
        foreach (var word in path.Split('/'))
            if (word.Length >= 6 && (word.AsSpan().ContainsAny("%=@") || word.Length >= 16))
                yield return new Parameter("path", Query.Unescape(word, plusIsSpace: false), Carrier.Path);
    }

    static bool IsEventName(string name) => name.ToLowerInvariant() is "event" or "ev" or "en" or "event_name" or "eventname" or "event_type" or "eventtype" or "action" or "type" or "ea" or "e" or "evt";

    static string Cut(string text) => text.Length <= 100 ? text : text[..100] + "…";
}
