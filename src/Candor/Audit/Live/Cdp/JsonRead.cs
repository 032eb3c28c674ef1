using System.Text.Json;

namespace Candor.Audit.Live.Cdp;

/// <summary>Members that the protocol leaves out when they are empty.</summary>
static class JsonRead
{
    public static JsonElement Get(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;

    public static string Str(this JsonElement json, string name) => json.Get(name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : "";

    public static double Num(this JsonElement json, string name) => json.Get(name) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : 0;

    public static bool Flag(this JsonElement json, string name) => json.Get(name).ValueKind == JsonValueKind.True;

    public static IEnumerable<JsonElement> Each(this JsonElement json) => json.ValueKind == JsonValueKind.Array ? json.EnumerateArray() : [];
}
