using System.Text.Json;

namespace Candor.Cli;

/// <summary>A JSON answer as columns and cells.</summary>
/// <param name="Columns">Empty for the fields of a single object, which need no heading.</param>
sealed record Rows(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<Cell>> Cells)
{
    /// <summary>An array of objects, or one object as the only row.</summary>
    public static Rows Of(JsonElement answer)
    {
        var objects = answer.ValueKind == JsonValueKind.Array ? answer.EnumerateArray().ToList() : [answer];
        var columns = objects.SelectMany(o => o.EnumerateObject().Select(p => p.Name)).Distinct().ToList();
        return new Rows(columns, [.. objects.Select(o => columns.ConvertAll(c => o.TryGetProperty(c, out var value) ? Cell.Of(value) : Cell.Empty))]);
    }

    public static Rows OfFields(JsonElement answer) =>
        new([], [.. answer.EnumerateObject().Where(p => p.Value.ValueKind != JsonValueKind.Null).Select(p => (Cell[])[new Cell(p.Name, false), Cell.Of(p.Value)])]);
}
