using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Candor.Analyze.Novelties;

namespace Candor.Analyze;

/// <summary>The JSON of every report, as the API and <c>candor report</c> give it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Overview))]
[JsonSerializable(typeof(IReadOnlyList<SeriesPoint>))]
[JsonSerializable(typeof(IReadOnlyList<BreakdownRow>))]
[JsonSerializable(typeof(IReadOnlyList<GoalRow>))]
[JsonSerializable(typeof(Live))]
[JsonSerializable(typeof(GuardRemovals))]
[JsonSerializable(typeof(Health))]
[JsonSerializable(typeof(IReadOnlyList<Novelty>))]
[JsonSerializable(typeof(IReadOnlyList<ReportName>))]
sealed partial class ReportJson : JsonSerializerContext
{
    /// <summary>Paths and names are written as they are: the answer is read in shells, and never inside a page's script.</summary>
    public static ReportJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
