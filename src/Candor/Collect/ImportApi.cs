using System.Buffers;
using System.Text.Json;
using Candor.Guard;
using Candor.Journal;
using Candor.Sites;
using Candor.Sites.Access;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace Candor.Collect;

/// <summary>
/// Takes event lines that were collected elsewhere: <c>POST /api/import?site=…</c>, NDJSON of <see cref="EventLine"/>s. Site and receipt time
/// are set here, the age does not matter, and Guard sees every line. All lines of a request are appended together or none.
/// </summary>
static class ImportApi
{
    const int LargestRequest = 64 << 20;

    public static void MapImport(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/import", ImportAsync).RequireAuthorization(Policies.Own);

    static async Task<IResult> ImportAsync(HttpContext context, [FromQuery] string site, SiteDirectory sites, EventGuard guard, EventJournal journal, TimeProvider time)
    {
        if (sites.Find(site) is null)
            return TypedResults.Problem($"There is no site {site}. `candor site list` shows those there are.", statusCode: StatusCodes.Status404NotFound);
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = LargestRequest;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);

        var kept = new ArrayBufferWriter<byte>((int)body.Length + 1024);
        int passed = 0, redacted = 0, line = 0;
        var dropped = new DroppedCount();
        var received = time.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var range in Lines(body.GetBuffer().AsMemory(0, (int)body.Length)))
        {
            line++;
            Event e;
            try
            {
                e = EventLine.ReadImported(range.Span, site, received);
                if (e.Source > EventSource.Import)
                    throw new JsonException("'source' is 0 (pixel), 1 (server) or 2 (import).");
            }
            catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException)
            {
                return TypedResults.Problem($"Line {line} is no event: {error.Message} None of the request's lines was stored.", statusCode: StatusCodes.Status400BadRequest);
            }

            var verdict = guard.Examine(e);
            if (verdict.Stored is not { } stored)
            {
                dropped.Add(e, verdict);
                continue;
            }

            _ = verdict.Kind == VerdictKind.Pass ? passed++ : redacted++;
            EventLine.Write(stored, kept);
        }

        var lines = passed + redacted + dropped.Write(kept);
        if (lines > 0 && await journal.AppendAsync(kept.WrittenSpan, lines) is { Status: not AppendStatus.Durable } refused)
            return TypedResults.Problem($"The journal does not take events now: {refused.Reason} None of the request's lines was stored.", statusCode: StatusCodes.Status503ServiceUnavailable);
        return TypedResults.Json(new ImportTally(passed, redacted, dropped.Events), ImportJson.Default.ImportTally);
    }

    static IEnumerable<ReadOnlyMemory<byte>> Lines(ReadOnlyMemory<byte> text)
    {
        while (text.Length > 0)
        {
            var end = text.Span.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            if (!line.Span.Trim(" \r\t"u8).IsEmpty)
                yield return line;
        }
    }
}
