using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Candor.Guard;
using Candor.Guard.Policy;

namespace Candor.Audit.Policies;

/// <summary>
/// Puts what a tracker was told before Guard, as if the page had sent it to Candor under the owner's policy: the same engine that decides
/// what Candor stores. Consent counts as given, so that only the policy decides and not what one visitor chose.
/// </summary>
sealed class PolicyCheck(GuardPolicy policy)
{
    static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly EventGuard guard = new(PolicySource.Fixed(policy), VisitorPseudonym.Ephemeral());

    public GuardAnswer Ask(Transmission sent)
    {
        var rules = policy.For("", Uri.TryCreate(sent.Page, UriKind.Absolute, out var page) ? page.Host : "");
        var places = Places(sent);
        var e = EventOf(sent, places);
        var verdict = guard.Examine(e, rules);
        var withheld = verdict.Kind == VerdictKind.Drop
            ? [.. sent.Fields.Where(f => f.Value.Length > 0 && (f.Class > FieldClass.Technical || !f.IsKnown)).Select(f => new WithheldField(f, verdict.Reasons[0].Category, verdict.Reasons[0].Why))]
            : places.Select(p => Withheld(p.Field, p.Place, verdict.Reasons)).OfType<WithheldField>().ToList();
        return new GuardAnswer(verdict.Kind, withheld, Undeclared(sent, rules, withheld));
    }

    /// <summary>Where each field stands in the event; the last part of its name is what policies and detectors know it by.</summary>
    static List<(SentField Field, string Place)> Places(Transmission sent)
    {
        var places = new List<(SentField, string)>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in sent.Fields)
        {
            if (field.Value.Length == 0 || field.Form == "opaque" || field.Meaning.StartsWith("event", StringComparison.Ordinal))
                continue;
            var place = Part(field) is { } part && taken.Add(part) ? part : null;
            for (var n = 1; place is null; n++)
                if (taken.Add("props." + Name(field) + (n == 1 ? "" : n)))
                    place = "props." + Name(field) + (n == 1 ? "" : n);
            places.Add((field, place));
        }
        return places;
    }

    static string? Part(SentField field) =>
        Starts(field.Meaning, Meaning.PageAddress) ? "url" : Starts(field.Meaning, Meaning.PageTitle) ? "title" : Starts(field.Meaning, Meaning.Referrer) ? "referrer" : null;

    static bool Starts(string meaning, string word) => meaning.StartsWith(word, StringComparison.Ordinal);

    /// <summary>The last part of a key, such as <c>em</c> of <c>udff[em]</c>.</summary>
    static string Name(SentField field)
    {
        var name = field.Name.TrimEnd(']', '[');
        var last = name[(name.LastIndexOfAny(['.', '[', ']', ' ']) + 1)..];
        return last.Length is > 0 and < 32 && last.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? last : "value";
    }

    static Event EventOf(Transmission sent, List<(SentField Field, string Place)> places)
    {
        string At(string place) => places.FirstOrDefault(p => p.Place == place).Field?.Value ?? "";
        return new Event
        {
            Site = "", Id = Guid.Empty, Time = 0, Received = 0, Name = sent.Event.Length > 0 ? sent.Event : "PageView", Url = At("url") is { Length: > 0 } told ? told : sent.Page, Title = At("title"), Referrer = At("referrer"),
            Props = Props(places), Consent = new Consent(true, true),
        };
    }

    static byte[] Props(List<(SentField Field, string Place)> places)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, Plain))
        {
            json.WriteStartObject();
            foreach (var (field, place) in places)
                if (place.StartsWith("props.", StringComparison.Ordinal))
                    json.WriteString(place["props.".Length..], field.Value);
            json.WriteEndObject();
        }
        return output.WrittenSpan.ToArray();
    }

    static WithheldField? Withheld(SentField field, string place, IReadOnlyList<Reason> reasons) =>
        reasons.FirstOrDefault(r => r.Where.StartsWith(place, StringComparison.Ordinal) && (r.Where.Length == place.Length || r.Where[place.Length] is '.' or '[')) is { } reason
            ? new WithheldField(field, reason.Category, reason.Why) : null;

    /// <summary>Nothing leaves that the policy's destinations do not name: the vendor, the event, and whatever tells about a person.</summary>
    static string Undeclared(Transmission sent, SitePolicy rules, IReadOnlyList<WithheldField> withheld)
    {
        var vendor = Letters(sent.Vendor);
        if (rules.Destinations.Values.FirstOrDefault(d => Letters(d.Name).StartsWith(vendor, StringComparison.Ordinal)) is not { } destination)
            return $"the policy names no destination for {sent.Vendor}";
        if (!destination.Events.Any(e => Letters(e) == Letters(sent.Event)))
            return $"the policy lets no {(sent.Event.Length > 0 ? sent.Event : "unnamed event")} go to {sent.Vendor}";
        var undeclared = withheld.Where(w => !destination.Fields.Contains(Name(w.Field))).Select(w => w.Field.Name).Distinct().ToList();
        return undeclared.Count == 0 ? "" : $"the policy lets no {string.Join(", ", undeclared.Take(5))} go to {sent.Vendor}";
    }

    /// <summary><c>page_view</c> and <c>PageView</c> are one event, <c>my-webhook</c> and <c>My Webhook</c> one vendor.</summary>
    static string Letters(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
