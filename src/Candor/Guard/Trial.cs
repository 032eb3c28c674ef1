using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Candor.Guard;

/// <summary>
/// One line of <c>candor guard test</c>: an event to try, <c>{"id", "event": {name, url, title, referrer, properties, form}}</c>, and its answer,
/// in which <c>stored</c> has the members of the event as they came.
/// </summary>
sealed class Trial
{
    static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly JsonElement id;
    readonly JsonElement source;

    Trial(JsonElement id, JsonElement source, Event e)
    {
        this.id = id;
        this.source = source;
        Event = e;
    }

    public Event Event { get; }

    /// <exception cref="FormatException">The line is not such an object; the message says what is wrong and how to mend it.</exception>
    public static Trial Read(string line)
    {
        JsonElement root;
        try
        {
            root = JsonElement.Parse(line);
        }
        catch (JsonException e)
        {
            throw new FormatException($"is not JSON: {e.Message.Split(" LineNumber")[0]}");
        }
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("event", out var source) || source.ValueKind != JsonValueKind.Object)
            throw new FormatException("has no \"event\" object; write {\"id\": 1, \"event\": {\"name\": \"PageView\", \"url\": \"https://…\"}}");
        return new Trial(root.TryGetProperty("id", out var id) ? id : default, source, EventOf(source));
    }

    static Event EventOf(JsonElement source) => new()
    {
        Site = "",
        Id = Guid.Empty,
        Time = 0,
        Received = 0,
        Name = Text(source, "name"),
        Url = Text(source, "url"),
        Title = Text(source, "title"),
        Referrer = Text(source, "referrer"),
        Visitor = Text(source, "visitor"),
        Language = Text(source, "language"),
        Screen = Text(source, "screen"),
        Props = Json(source, source.TryGetProperty("properties", out _) ? "properties" : "props"),
        Form = Json(source, "form"),
        User = Json(source, "user"),
        Consent = ConsentOf(source),
    };

    /// <summary>A trial asks what detectors find, so consent counts as given where the event says nothing of it.</summary>
    static Consent ConsentOf(JsonElement source)
    {
        if (!source.TryGetProperty("consent", out var consent) || consent.ValueKind != JsonValueKind.Object)
            return new Consent(true, true);
        return new Consent(Flag(consent, "analytics"), Flag(consent, "ads"));
    }

    static bool? Flag(JsonElement consent, string name) =>
        consent.TryGetProperty(name, out var flag) && flag.ValueKind is JsonValueKind.True or JsonValueKind.False ? flag.GetBoolean() : null;

    static string Text(JsonElement source, string name)
    {
        if (!source.TryGetProperty(name, out var text) || text.ValueKind == JsonValueKind.Null)
            return "";
        if (text.ValueKind != JsonValueKind.String)
            throw new FormatException($"has an event whose \"{name}\" is not a text");
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new FormatException($"has an event whose \"{name}\" holds half a surrogate pair");
        }
    }

    static ReadOnlyMemory<byte> Json(JsonElement source, string name)
    {
        if (!source.TryGetProperty(name, out var json) || json.ValueKind == JsonValueKind.Null)
            return default;
        if (json.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
            throw new FormatException($"has an event whose \"{name}\" is neither an object nor a list");
        return System.Text.Encoding.UTF8.GetBytes(json.GetRawText());
    }

    /// <summary>The answer as one line, without a line feed.</summary>
    public byte[] Answer(Verdict verdict)
    {
        var output = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(output, Plain);
        json.WriteStartObject();
        if (id.ValueKind != JsonValueKind.Undefined)
        {
            json.WritePropertyName("id");
            id.WriteTo(json);
        }
        json.WriteString("verdict", verdict.Kind switch { VerdictKind.Pass => "pass", VerdictKind.Redact => "redact", _ => "drop" });
        json.WriteStartArray("categories");
        foreach (var category in verdict.Categories)
            json.WriteStringValue(category);
        json.WriteEndArray();
        WriteReasons(json, verdict.Reasons);
        WriteStored(json, verdict.Stored);
        json.WriteEndObject();
        json.Flush();
        return output.WrittenSpan.ToArray();
    }

    void WriteReasons(Utf8JsonWriter json, IReadOnlyList<Reason> reasons)
    {
        json.WriteStartArray("reasons");
        foreach (var reason in reasons)
        {
            json.WriteStartObject();
            json.WriteString("category", reason.Category);
            json.WriteString("where", reason.Where.StartsWith("props", StringComparison.Ordinal) && source.TryGetProperty("properties", out _) ? "properties" + reason.Where[5..] : reason.Where);
            json.WriteString("why", reason.Why);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    void WriteStored(Utf8JsonWriter json, Event? stored)
    {
        json.WritePropertyName("stored");
        if (stored is null)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartObject();
        foreach (var member in source.EnumerateObject())
            WriteMember(json, member, stored);
        json.WriteEndObject();
    }

    static void WriteMember(Utf8JsonWriter json, JsonProperty member, Event stored)
    {
        var (text, raw) = member.Name switch
        {
            "name" => (stored.Name, default(ReadOnlyMemory<byte>?)),
            "url" => (stored.Url, null),
            "title" => (stored.Title, null),
            "referrer" => (stored.Referrer, null),
            "visitor" => (stored.Visitor, null),
            "language" => (stored.Language, null),
            "screen" => (stored.Screen, null),
            "properties" or "props" => ((string?)null, stored.Props),
            "form" => (null, stored.Form),
            "user" => (null, stored.User),
            // Members that no event has are not stored.
            _ => (null, null),
        };
        if (text is null && raw is null && member.Name != "consent")
            return;
        json.WritePropertyName(member.Name);
        if (member.Value.ValueKind == JsonValueKind.Null || member.Name == "consent")
            member.Value.WriteTo(json);
        else if (text is not null)
            json.WriteStringValue(text);
        else if (raw is { IsEmpty: false } value)
            json.WriteRawValue(value.Span);
        else
            json.WriteRawValue(member.Value.ValueKind == JsonValueKind.Array ? "[]" : "{}");
    }
}
