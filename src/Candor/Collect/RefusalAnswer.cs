using System.Text.Json;
using System.Text.Json.Serialization;
using Candor.Collect.Wire;
using Candor.Journal;

namespace Candor.Collect;

/// <summary>ProblemDetails (RFC 9457) with the refused events: what, where, and how to mend it.</summary>
sealed record RefusalAnswer(int Status, string Title, string Detail, int Accepted, IReadOnlyList<RefusedEvent> Errors, int? MoreErrors = null)
{
    /// <summary>For a request that was refused before any event was read.</summary>
    public static RefusalAnswer ForRequest(RefusalReason reason, string detail) =>
        new(StatusOf(reason), TitleOf(reason), detail, 0, []);

    public static RefusalAnswer ForEvents(ProblemList problems, int accepted)
    {
        var reasons = problems.First.Select(p => p.Reason).Distinct().ToList();
        // One code for a mixture: what the sender must mend goes before what only needs time.
        var reason = reasons.Count == 1 ? reasons[0] : reasons.First(r => r != RefusalReason.RateLimited);
        var status = reasons.Count == 1 ? StatusOf(reason) : StatusCodes.Status400BadRequest;
        return new RefusalAnswer(
            status,
            reasons.Count == 1 ? TitleOf(reason) : "Some events were refused",
            $"{problems.Count} refused, {accepted} taken. Events that were taken need not be sent again; sent again under the same id, they count once.",
            accepted,
            [.. problems.First.Select(p => new RefusedEvent(p.Index, p.Field, p.Reason, p.Detail))],
            problems.Count > problems.First.Count ? problems.Count - problems.First.Count : null);
    }

    public static RefusalAnswer ForJournal(AppendStatus status) => new(
        StatusCodes.Status503ServiceUnavailable, TitleOf(RefusalReason.JournalUnavailable),
        status switch
        {
            AppendStatus.DiskFull => "The collector's disk is nearly full. Nothing of this request was kept; send it again later.",
            AppendStatus.Stopping => "The collector is stopping. Nothing of this request was kept; send it again in a moment.",
            _ => "The collector cannot write. Nothing of this request was kept; send it again in a moment.",
        }, 0, []);

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, RefusalJson.Default.RefusalAnswer);

    static int StatusOf(RefusalReason reason) => reason switch
    {
        RefusalReason.TooLarge => StatusCodes.Status413PayloadTooLarge,
        RefusalReason.UnknownSite => StatusCodes.Status404NotFound,
        RefusalReason.ForeignOrigin => StatusCodes.Status403Forbidden,
        RefusalReason.RateLimited => StatusCodes.Status429TooManyRequests,
        RefusalReason.UnsupportedEncoding or RefusalReason.UnsupportedType => StatusCodes.Status415UnsupportedMediaType,
        RefusalReason.SlowBody => StatusCodes.Status408RequestTimeout,
        _ => StatusCodes.Status400BadRequest,
    };

    static string TitleOf(RefusalReason reason) => reason switch
    {
        RefusalReason.TooLarge => "Too large",
        RefusalReason.RateLimited => "Too many events",
        RefusalReason.UnknownSite => "Unknown site",
        RefusalReason.ForeignOrigin => "Origin not allowed",
        RefusalReason.UnsupportedEncoding => "Content-Encoding not supported",
        RefusalReason.UnsupportedType => "Content-Type not supported",
        RefusalReason.JournalUnavailable => "Cannot be kept now",
        RefusalReason.SlowBody => "Body too slow",
        _ => "Not an event",
    };
}

/// <param name="Index">Place of the event in the request, from 0.</param>
sealed record RefusedEvent(int Index, string Field, RefusalReason Reason, string Detail);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RefusalAnswer))]
sealed partial class RefusalJson : JsonSerializerContext;
