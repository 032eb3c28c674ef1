using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Candor.Guard;

namespace Candor.Cli;

/// <summary>Why Guard keeps what it keeps of one event, field by field.</summary>
/// <param name="Verdict"><c>pass</c>, <c>redact</c> or <c>drop</c>.</param>
/// <param name="Stored">The event as it would be stored, in the members that it came with; null when it is dropped.</param>
sealed record Explanation(string Verdict, IReadOnlyList<string> Categories, IReadOnlyList<ExplainedField> Fields, JsonElement? Stored)
{
    public static Explanation Of(Trial trial, Verdict verdict)
    {
        var answer = JsonElement.Parse(trial.Answer(verdict));
        var stored = answer.GetProperty("stored");
        // What concerns the whole event, such as a name that is not allowed, stands at the name.
        var outcomes = FieldOutcome.Of(trial.Event, verdict);
        return new(answer.GetProperty("verdict").GetString()!, verdict.Categories,
            [.. outcomes.Select(o => new ExplainedField(NameOf(o.Field), o.Kind, verdict.Stored is null ? "dropped with the event" : o.IsWhole ? "kept" : o.Stored is null ? "removed" : "redacted", [.. o.Reasons.Select(r => new ExplainedReason(r.Category, r.Why))]))],
            stored.ValueKind == JsonValueKind.Null ? null : stored);
    }

    static string NameOf(string field) => field.StartsWith("props", StringComparison.Ordinal) ? "properties" + field[5..] : field;
}

/// <param name="Kind">What came, without its value: <c>text of 17</c>.</param>
/// <param name="Outcome"><c>kept</c>, <c>redacted</c>, <c>removed</c> or <c>dropped with the event</c>.</param>
sealed record ExplainedField(string Field, string Kind, string Outcome, IReadOnlyList<ExplainedReason> Evidence);

/// <param name="Why">The detector's evidence in words.</param>
sealed record ExplainedReason(string Category, string Why);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(List<Explanation>))]
sealed partial class ExplanationJson : JsonSerializerContext
{
    public static ExplanationJson Readable { get; } = new(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
