using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Candor.Analyze.Replay;

/// <summary>What a new policy would have made of what was recorded, beside the policy in force.</summary>
/// <param name="Events">All that were looked at; each is in exactly one of unchanged, changed, lost, returned and dropped.</param>
/// <param name="Changed">Kept by both, with differences in fields.</param>
/// <param name="Lost">Only the policy in force keeps them.</param>
/// <param name="Returned">Only the new policy keeps them.</param>
/// <param name="Dropped">Kept by neither: recorded under an earlier policy.</param>
/// <param name="Differences">The change in words, whatever was recorded.</param>
/// <param name="Formerly">What was taken out before anything was recorded. A replay cannot know what the new policy would have kept of it.</param>
sealed record ReplayResult(
    DateTimeOffset From,
    DateTimeOffset To,
    int? InForce,
    long Events,
    long Unchanged,
    long Changed,
    long Lost,
    long Returned,
    long Dropped,
    IReadOnlyList<string> Differences,
    IReadOnlyList<ReplayedEvent> ByEvent,
    IReadOnlyList<ReplayedField> Fields,
    IReadOnlyList<ReplayedDestination> Destinations,
    IReadOnlyList<RemovalRow> Formerly,
    IReadOnlyList<string> Notes);

/// <param name="Redacted">Events in which the new policy takes something more out.</param>
/// <param name="Kept">Events in which the new policy keeps something more. An event may be in both.</param>
sealed record ReplayedEvent(string Site, string Event, long Events, long Unchanged, long Redacted, long Kept, long Lost, long Returned, long Dropped);

/// <param name="Field">Empty for the whole event.</param>
/// <param name="Change"><c>removed</c>, <c>redacted</c>, <c>kept</c>, <c>lost</c> or <c>returned</c>.</param>
/// <param name="Examples">By structure, without values.</param>
sealed record ReplayedField(string Site, string Event, string Field, string Change, string Category, long Events, IReadOnlyList<string> Examples);

/// <summary>What may leave, where the two policies differ.</summary>
/// <param name="Field">A property; empty for the event itself.</param>
/// <param name="Before">Events, or events with the field, that the policy in force lets leave for the destination.</param>
/// <param name="After">Those that the new policy lets leave.</param>
sealed record ReplayedDestination(string Site, string Destination, string Event, string Field, long Before, long After);

/// <summary>One line of the answer while it is made; the last has the result.</summary>
sealed record ReplayProgress(long Done, long Total, ReplayResult? Result = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReplayProgress))]
sealed partial class ReplayJson : JsonSerializerContext
{
    public static ReplayJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
