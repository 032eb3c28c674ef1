using Candor.Audit.Encodings;
using Candor.Audit.Hosts;
using Candor.Audit.Vendors;

namespace Candor.Audit.Findings;

/// <summary>What is noted while messages pass, for rules that look at more than one of them.</summary>
sealed class Evidence
{
    const int MostTyped = 20_000;
    const int MostCalls = 10_000;

    /// <summary>So many times in a row a value has to grow by a key or two before it counts as typing.</summary>
    const int LeastKeys = 4;

    readonly Dictionary<string, (string Last, int Grown)> typed = new(StringComparer.Ordinal);
    readonly HashSet<Transmission> order = [];
    int messages;

    /// <summary>What the visitor chose, and after how many messages.</summary>
    public List<(ConsentChoice Choice, int After)> Choices { get; } = [];

    /// <summary>Messages to hosts that live from knowing visitors: when, and with whom.</summary>
    public List<(int Number, string Vendor, string Host, string Category, string Page, Transmission? Sent)> Calls { get; } = [];

    /// <summary>Session recorders whose code or messages were seen.</summary>
    public Dictionary<(string Vendor, string Host), (string Page, bool Uploads)> Recorders { get; } = [];

    /// <summary>Values that grew key by key.</summary>
    public List<(Transmission Sent, string Field)> Typing { get; } = [];

    /// <summary>A choice on a host of the site itself is one as well, so this sees every message.</summary>
    public void SawAny(ObservedRequest request, MessageContents message)
    {
        messages++;
        if (!request.Blocked && ConsentCall.Read(request, message) is { } choice)
            Choices.Add((choice, messages));
    }

    public void Saw(ObservedRequest request, VendorMatch? match, HostTally tally, string vendor, string host)
    {
        if (request.Blocked || !HostCategory.Tracks(tally.Category))
            return;
        if (Calls.Count < MostCalls)
            Calls.Add((messages, vendor, host, tally.Category, request.Document, null));
        if (match is { Product.Records: true })
            Record(vendor, host, request.Document, uploads: !match.IsLoad);
    }

    public void Sent(Transmission sent, IReadOnlyList<Parameter> leaves, ObservedRequest request, HostTally tally)
    {
        if (sent.Blocked || !order.Add(sent))
            return;
        if (sent.ThroughOwnHost && Calls.Count < MostCalls)
            Calls.Add((messages, sent.Vendor, sent.Host, sent.Category, request.Document, sent));
        if (sent.IsUnknown && IsRecording(leaves))
        {
            Record(sent.Vendor, sent.Host, request.Document, uploads: true);
            tally.Category = HostCategory.SessionReplay;
        }
    }

    /// <summary>Whether a value of this message is the same as in the one before, a key or two longer, and was so often enough to be typing.</summary>
    public bool Typed(Transmission sent, IReadOnlyList<Parameter> leaves)
    {
        var before = Typing.Count;
        if (!sent.Blocked)
            foreach (var leaf in leaves)
                if (leaf.Text.Length is > 0 and < 200 && leaf.Carrier is Carrier.Query or Carrier.Body or Carrier.Path)
                    Type(sent, leaf);
        return Typing.Count > before;
    }

    void Record(string vendor, string host, string page, bool uploads)
    {
        if (!Recorders.TryGetValue((vendor, host), out var known) || (uploads && !known.Uploads))
            Recorders[(vendor, host)] = (known.Page is { Length: > 0 } ? known.Page : page, uploads);
    }

    /// <summary>A page's elements inside one another are a picture of the page: what recorders send first.</summary>
    static bool IsRecording(IReadOnlyList<Parameter> leaves) => leaves.Count(l => l.Name.Contains("childNodes[", StringComparison.Ordinal)) >= 8;

    void Type(Transmission sent, Parameter leaf)
    {
        var key = $"{sent.Host}\n{sent.Request.Split('?')[0]}\n{leaf.Name}";
        if (!typed.TryGetValue(key, out var before))
        {
            if (typed.Count < MostTyped)
                typed[key] = (leaf.Text, 0);
            return;
        }
        if (leaf.Text == before.Last)
            return;
        var grew = leaf.Text.Length - before.Last.Length is >= 1 and <= 3 && leaf.Text.StartsWith(before.Last, StringComparison.Ordinal) && leaf.Text.Any(char.IsLetter);
        var count = grew ? before.Grown + 1 : 0;
        typed[key] = (leaf.Text, count);
        if (count == LeastKeys)
            Typing.Add((sent, leaf.Name));
    }
}
