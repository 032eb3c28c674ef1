using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Candor.Guard;
using Candor.Guard.Policy;

namespace Candor.Audit.Fields;

/// <summary>
/// Asks Guard what an event would tell of health, faith, debts and other matters if the site had collected it itself: with the address, the
/// title and the texts that the tracker was told, and nothing that it was not. One taxonomy, one weighing of evidence for both.
/// </summary>
sealed class TopicMarker
{
    const int MostTexts = 40;
    const int LongestText = 600;
    const int MostRemembered = 4096;

    static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly EventGuard guard = new(PolicySource.Fixed(GuardPolicy.Strict), VisitorPseudonym.Ephemeral());
    readonly Dictionary<string, IReadOnlyList<Reason>> remembered = new(StringComparer.Ordinal);

    /// <summary>The fields with the topics that they tell.</summary>
    public IReadOnlyList<SentField> Mark(string eventName, IReadOnlyList<SentField> fields)
    {
        var address = First(fields, Meaning.PageAddress, f => f.Name != "Referer") ?? First(fields, Meaning.PageAddress, _ => true);
        var title = First(fields, Meaning.PageTitle, _ => true);
        var referrer = First(fields, Meaning.Referrer, _ => true);
        var texts = Texts(fields);
        if (address is null && title is null && referrer is null && texts.Count == 0)
            return fields;
        var told = Told(eventName, address?.Value ?? "", title?.Value ?? "", referrer?.Value ?? "", texts);
        return told.Count == 0 ? fields : [.. fields.Select(f => Marked(f, told, texts))];
    }

    static SentField? First(IReadOnlyList<SentField> fields, string meaning, Func<SentField, bool> also) =>
        fields.FirstOrDefault(f => f.Value.Length > 0 && Starts(f.Meaning, meaning) && also(f));

    /// <summary>"page address with email" is a page address.</summary>
    static bool Starts(string meaning, string word) => meaning.StartsWith(word, StringComparison.Ordinal) && (meaning.Length == word.Length || meaning.AsSpan(word.Length).StartsWith(" with "));

    /// <summary>What says something in words, under names by which Guard's reasons lead back to the field.</summary>
    static Dictionary<string, SentField> Texts(IReadOnlyList<SentField> fields)
    {
        var texts = new Dictionary<string, SentField>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            // An event's own name and a link's target are the page's detail, not what it is about.
            if (field.Meaning.StartsWith("event", StringComparison.Ordinal) || field.Meaning is Meaning.LinkTarget or "host" or "site")
                continue;
            var isText = field.Class == FieldClass.Content || (!field.IsKnown && field.Class is FieldClass.Technical && field.Form != "opaque");
            if (!isText || field.Value.Length is < 3 or > LongestText || texts.Count == MostTexts || !field.Value.Any(char.IsLetter) || Starts(field.Meaning, Meaning.PageAddress) || Starts(field.Meaning, Meaning.PageTitle) || Starts(field.Meaning, Meaning.Referrer))
                continue;
            var name = Name(field);
            for (var n = 2; !texts.TryAdd(name, field); n++)
                name = Name(field) + n;
        }
        return texts;
    }

    static string Name(SentField field)
    {
        if (field.Meaning == Meaning.SearchTerm)
            return "search_string";
        var name = field.Name.TrimEnd(']', '[');
        var last = name[(name.LastIndexOfAny(['.', '[', ']']) + 1)..];
        return last.Length is > 0 and < 40 && last.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? last : "text";
    }

    IReadOnlyList<Reason> Told(string eventName, string address, string title, string referrer, Dictionary<string, SentField> texts)
    {
        var props = Json(texts);
        var key = string.Join('\n', eventName, address, title, referrer, Encoding.UTF8.GetString(props));
        if (remembered.TryGetValue(key, out var told))
            return told;
        var verdict = guard.Examine(new Event { Site = "", Id = Guid.Empty, Name = eventName.Length > 0 ? eventName : "PageView", Time = 0, Received = 0, Url = address, Title = title, Referrer = referrer, Props = props, Consent = new Consent(true, true) });
        told = [.. verdict.Reasons.Where(r => Category.Topics.Contains(r.Category))];
        if (remembered.Count < MostRemembered)
            remembered[key] = told;
        return told;
    }

    static byte[] Json(Dictionary<string, SentField> texts)
    {
        if (texts.Count == 0)
            return [];
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, Plain))
        {
            json.WriteStartObject();
            foreach (var (name, field) in texts)
                json.WriteString(name, field.Value);
            json.WriteEndObject();
        }
        return output.WrittenSpan.ToArray();
    }

    SentField Marked(SentField field, IReadOnlyList<Reason> told, Dictionary<string, SentField> texts)
    {
        var at = Starts(field.Meaning, Meaning.PageAddress) ? "url" : Starts(field.Meaning, Meaning.PageTitle) ? "title" : Starts(field.Meaning, Meaning.Referrer) ? "referrer"
            : texts.FirstOrDefault(t => ReferenceEquals(t.Value, field)).Key is { } name ? "props." + name : null;
        if (at is null || field.Value.Length == 0)
            return field;
        var topics = told.Where(r => IsAt(r.Where, at)).Select(r => r.Category).Distinct().ToList();
        // Guard takes every detail out of an event that tells a topic; of a field that nobody described only what it says itself is one.
        if (topics.Count > 0 && !field.IsKnown && field.Meaning.Length == 0)
            topics = [.. Told("", "", field.Value, "", []).Select(r => r.Category).Distinct()];
        return topics.Count == 0 ? field : field with { Class = field.Class == FieldClass.Personal ? FieldClass.Personal : FieldClass.Sensitive, Categories = [.. field.Categories, .. topics] };
    }

    static bool IsAt(string where, string place) => where.StartsWith(place, StringComparison.Ordinal) && (where.Length == place.Length || where[place.Length] is '.' or '[');
}
