using System.Text.Json;

namespace Candor.Cli;

readonly record struct Cell(string Text, bool IsNumber)
{
    public static readonly Cell Empty = new("", false);

    public static Cell Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => new Cell(value.GetString()!, false),
        JsonValueKind.Number => new Cell(value.GetRawText(), true),
        JsonValueKind.Null or JsonValueKind.Undefined => Empty,
        JsonValueKind.Array when value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String) => new Cell(string.Join(' ', value.EnumerateArray().Select(v => v.GetString())), false),
        _ => new Cell(value.GetRawText(), false),
    };
}
