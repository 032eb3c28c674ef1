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
        json.WriteString(Member.Site, e.Site);
        json.WriteString(Member.Id, e.Id);
        json.WriteString(Member.Name, e.Name);
        json.WriteNumber(Member.Time, e.Time);
        json.WriteNumber(Member.Received, e.Received);
        Text(json, Member.Url, e.Url);
        Text(json, Member.Title, e.Title);
        Text(json, Member.Referrer, e.Referrer);
        Raw(json, Member.Props, e.Props);
        if (e.Value is { } value)
            json.WriteNumber(Member.Value, value);
        Text(json, Member.Currency, e.Currency);
        Text(json, Member.Visitor, e.Visitor);
        Raw(json, Member.User, e.User);
        if (e.Consent.ToByte() is not 0 and var consent)
            json.WriteNumber(Member.Consent, consent);
        Text(json, Member.Screen, e.Screen);
        Text(json, Member.Language, e.Language);
        Text(json, Member.Country, e.Country);
        Text(json, Member.Region, e.Region);
        Text(json, Member.Device, e.Device);
        Text(json, Member.Browser, e.Browser);
        Text(json, Member.Os, e.Os);
        Text(json, Member.Bot, e.Bot);
        if (e.Source != EventSource.Pixel)
            json.WriteNumber(Member.Source, (byte)e.Source);
        if (e.Removed.Count > 0)
        {
            json.WriteStartArray(Member.Removed);
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

    static void Text(Utf8JsonWriter json, JsonEncodedText name, string value)
    {
        if (value.Length > 0)
            json.WriteString(name, value);
    }

    static void Raw(Utf8JsonWriter json, JsonEncodedText name, ReadOnlyMemory<byte> value)
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

    /// <summary>Checked for escapes once instead of with every event, which was a sixth of the time of writing.</summary>
    static class Member
    {
        public static readonly JsonEncodedText Site = JsonEncodedText.Encode("site");
        public static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
        public static readonly JsonEncodedText Name = JsonEncodedText.Encode("name");
        public static readonly JsonEncodedText Time = JsonEncodedText.Encode("time");
        public static readonly JsonEncodedText Received = JsonEncodedText.Encode("received");
        public static readonly JsonEncodedText Url = JsonEncodedText.Encode("url");
        public static readonly JsonEncodedText Title = JsonEncodedText.Encode("title");
        public static readonly JsonEncodedText Referrer = JsonEncodedText.Encode("referrer");
        public static readonly JsonEncodedText Props = JsonEncodedText.Encode("props");
        public static readonly JsonEncodedText Value = JsonEncodedText.Encode("value");
        public static readonly JsonEncodedText Currency = JsonEncodedText.Encode("currency");
        public static readonly JsonEncodedText Visitor = JsonEncodedText.Encode("visitor");
        public static readonly JsonEncodedText User = JsonEncodedText.Encode("user");
        public static readonly JsonEncodedText Consent = JsonEncodedText.Encode("consent");
        public static readonly JsonEncodedText Screen = JsonEncodedText.Encode("screen");
        public static readonly JsonEncodedText Language = JsonEncodedText.Encode("language");
        public static readonly JsonEncodedText Country = JsonEncodedText.Encode("country");
        public static readonly JsonEncodedText Region = JsonEncodedText.Encode("region");
        public static readonly JsonEncodedText Device = JsonEncodedText.Encode("device");
        public static readonly JsonEncodedText Browser = JsonEncodedText.Encode("browser");
        public static readonly JsonEncodedText Os = JsonEncodedText.Encode("os");
        public static readonly JsonEncodedText Bot = JsonEncodedText.Encode("bot");
        public static readonly JsonEncodedText Source = JsonEncodedText.Encode("source");
        public static readonly JsonEncodedText Removed = JsonEncodedText.Encode("removed");
    }
}
