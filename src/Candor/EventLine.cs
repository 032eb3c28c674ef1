using System.Buffers;
using System.Text.Json;

namespace Candor;

/// <summary>
/// The one form in which an event is written down between rooms: a JSON object on one line, empty fields left out.
/// The Journal holds these lines, the Store's loader reads them, an export prints them.
/// </summary>
static class EventLine
{
    static readonly JsonWriterOptions Plain = new() { SkipValidation = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [ThreadStatic] static Utf8JsonWriter? writer;

    /// <summary>Appends the event and a line feed.</summary>
    public static void Write(Event e, IBufferWriter<byte> output)
    {
        var json = writer ??= new Utf8JsonWriter(Stream.Null, Plain);
        json.Reset(output);
        json.WriteStartObject();
        json.WriteString("site"u8, e.Site);
        json.WriteString("id"u8, e.Id);
        json.WriteString("name"u8, e.Name);
        json.WriteNumber("time"u8, e.Time);
        json.WriteNumber("received"u8, e.Received);
        Text(json, "url"u8, e.Url);
        Text(json, "title"u8, e.Title);
        Text(json, "referrer"u8, e.Referrer);
        Raw(json, "props"u8, e.Props);
        if (e.Value is { } value)
            json.WriteNumber("value"u8, value);
        Text(json, "currency"u8, e.Currency);
        Text(json, "visitor"u8, e.Visitor);
        Raw(json, "user"u8, e.User);
        if (e.Consent.ToByte() is not 0 and var consent)
            json.WriteNumber("consent"u8, consent);
        Text(json, "screen"u8, e.Screen);
        Text(json, "language"u8, e.Language);
        Text(json, "country"u8, e.Country);
        Text(json, "region"u8, e.Region);
        Text(json, "device"u8, e.Device);
        Text(json, "browser"u8, e.Browser);
        Text(json, "os"u8, e.Os);
        Text(json, "bot"u8, e.Bot);
        if (e.Source != EventSource.Pixel)
            json.WriteNumber("source"u8, (byte)e.Source);
        if (e.Removed.Count > 0)
        {
            json.WriteStartArray("removed"u8);
            foreach (var category in e.Removed)
                json.WriteStringValue(category);
            json.WriteEndArray();
        }
        json.WriteEndObject();
        json.Flush();
        output.GetSpan(1)[0] = (byte)'\n';
        output.Advance(1);
    }

    /// <summary>Reads one line. Members it does not know are skipped, so a newer writer's lines still load.</summary>
    /// <exception cref="JsonException">The line is not such an object.</exception>
    public static Event Read(ReadOnlySpan<byte> line) => Parse(line, null, null);

    /// <summary>Reads a line that somebody else wrote: site and receipt time are ours to say.</summary>
    /// <exception cref="JsonException">The line is not such an object.</exception>
    public static Event ReadImported(ReadOnlySpan<byte> line, string site, long received) => Parse(line, site, received);

    static Event Parse(ReadOnlySpan<byte> line, string? ownSite, long? ownReceived)
    {
        var json = new Utf8JsonReader(line);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            throw new JsonException("An event line starts with an object.");

        string? site = null, name = null;
        Guid? id = null;
        long? time = null, received = null;
        string url = "", title = "", referrer = "", currency = "", visitor = "", screen = "", language = "", country = "", region = "", device = "", browser = "", os = "", bot = "";
        ReadOnlyMemory<byte> props = default, user = default;
        double? value = null;
        byte consent = 0, source = 0;
        IReadOnlyList<string> removed = [];
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("site"u8)) site = Next(ref json);
            else if (json.ValueTextEquals("id"u8)) { json.Read(); id = json.TryGetGuid(out var guid) ? guid : EventId.Parse(json.GetString()); }
            else if (json.ValueTextEquals("name"u8)) name = Next(ref json);
            else if (json.ValueTextEquals("time"u8)) { json.Read(); time = json.GetInt64(); }
            else if (json.ValueTextEquals("received"u8)) { json.Read(); received = json.GetInt64(); }
            else if (json.ValueTextEquals("url"u8)) url = Next(ref json);
            else if (json.ValueTextEquals("title"u8)) title = Next(ref json);
            else if (json.ValueTextEquals("referrer"u8)) referrer = Next(ref json);
            else if (json.ValueTextEquals("props"u8)) props = Slice(ref json, line);
            else if (json.ValueTextEquals("value"u8)) { json.Read(); value = json.GetDouble(); }
            else if (json.ValueTextEquals("currency"u8)) currency = Next(ref json);
            else if (json.ValueTextEquals("visitor"u8)) visitor = Next(ref json);
            else if (json.ValueTextEquals("user"u8)) user = Slice(ref json, line);
            else if (json.ValueTextEquals("consent"u8)) { json.Read(); consent = json.GetByte(); }
            else if (json.ValueTextEquals("screen"u8)) screen = Next(ref json);
            else if (json.ValueTextEquals("language"u8)) language = Next(ref json);
            else if (json.ValueTextEquals("country"u8)) country = Next(ref json);
            else if (json.ValueTextEquals("region"u8)) region = Next(ref json);
            else if (json.ValueTextEquals("device"u8)) device = Next(ref json);
            else if (json.ValueTextEquals("browser"u8)) browser = Next(ref json);
            else if (json.ValueTextEquals("os"u8)) os = Next(ref json);
            else if (json.ValueTextEquals("bot"u8)) bot = Next(ref json);
            else if (json.ValueTextEquals("source"u8)) { json.Read(); source = json.GetByte(); }
            else if (json.ValueTextEquals("removed"u8)) removed = Strings(ref json);
            else { json.Read(); json.Skip(); }
        }

        return new Event
        {
            Site = ownSite ?? site ?? throw Missing("site"),
            Id = id ?? throw Missing("id"),
            Name = name ?? throw Missing("name"),
            Time = time ?? throw Missing("time"),
            Received = ownReceived ?? received ?? throw Missing("received"),
            Url = url, Title = title, Referrer = referrer, Props = props, Value = value, Currency = currency,
            Visitor = visitor, User = user, Consent = Consent.FromByte(consent), Screen = screen, Language = language,
            Country = country, Region = region, Device = device, Browser = browser, Os = os, Bot = bot,
            Source = (EventSource)source, Removed = removed,
        };
    }

    static void Text(Utf8JsonWriter json, ReadOnlySpan<byte> name, string value)
    {
        if (value.Length > 0)
            json.WriteString(name, value);
    }

    static void Raw(Utf8JsonWriter json, ReadOnlySpan<byte> name, ReadOnlyMemory<byte> value)
    {
        if (value.Length == 0)
            return;
        json.WritePropertyName(name);
        json.WriteRawValue(value.Span, skipInputValidation: true);
    }

    static string Next(ref Utf8JsonReader json)
    {
        json.Read();
        return json.GetString() ?? "";
    }

    static ReadOnlyMemory<byte> Slice(ref Utf8JsonReader json, ReadOnlySpan<byte> line)
    {
        json.Read();
        var start = (int)json.TokenStartIndex;
        json.Skip();
        return line[start..(int)json.BytesConsumed].ToArray();
    }

    static List<string> Strings(ref Utf8JsonReader json)
    {
        var list = new List<string>();
        json.Read();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            list.Add(json.GetString() ?? "");
        return list;
    }

    static JsonException Missing(string name) => new($"An event line needs '{name}'.");
}
