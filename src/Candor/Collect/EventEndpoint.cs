using System.Diagnostics;
using System.Globalization;
using Candor.Collect.Wire;
using Candor.Journal;

namespace Candor.Collect;

/// <summary>The handlers of <c>/e</c>.</summary>
sealed class EventEndpoint(Intake intake, SenderReader senders, SiteGates gates, ClientAddress addresses, CollectCounters counters, RefusalFeed refusals)
{
    /// <summary>The smallest GIF that every browser shows: one transparent pixel.</summary>
    static readonly byte[] Gif = Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==");

    const string RetrySoon = "5";

    static readonly ActivitySource Traces = new(CollectCounters.Name);

    public Task HandleAsync(HttpContext context) => Traces.HasListeners() ? TraceAsync(context) : RouteAsync(context);

    /// <summary>The span has a status and no address, agent or URL: it leaves the machine.</summary>
    async Task TraceAsync(HttpContext context)
    {
        using var span = Traces.StartActivity("collect");
        await RouteAsync(context);
        span?.SetTag("http.response.status_code", context.Response.StatusCode);
    }

    Task RouteAsync(HttpContext context) => context.Request.Method switch
    {
        "POST" => PostAsync(context),
        "GET" or "HEAD" => GetAsync(context),
        "OPTIONS" => Preflight(context),
        _ => NotAllowed(context),
    };

    public async Task PostAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            if (!IsAccepted(context.Request.ContentType))
            {
                await RefuseRequestAsync(context, RefusalReason.UnsupportedType, "Send JSON as text/plain or application/json.");
                return;
            }
            var body = await RequestBody.ReadAsync(context.Request, context.RequestAborted);
            if (body.Refusal is { } refusal)
            {
                await RefuseRequestAsync(context, refusal, body.Detail!);
                return;
            }
            var sender = senders.Read(context, isImage: false);
            ValueTask<IntakeOutcome> pending;
            using (body)
                pending = intake.AcceptAsync(body.Bytes, sender);
            await AnswerAsync(context, sender, await pending);
            counters.Acknowledged(started);
        }
        catch (BadHttpRequestException broken)
        {
            // Cut off, too slow or wrongly framed: the connection ends, but whoever still listens is told.
            var reason = broken.StatusCode == StatusCodes.Status408RequestTimeout ? RefusalReason.SlowBody : RefusalReason.Malformed;
            await RefuseRequestAsync(context, reason, "The body did not arrive whole, in time and as long as Content-Length says.");
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            counters.Refuse(RefusalReason.Malformed);
        }
    }

    public async Task GetAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        var sender = senders.Read(context, isImage: true);
        var outcome = await intake.AcceptAsync(QueryEvent.ToJson(context.Request.QueryString.Value), sender);
        SetCookie(context, sender, outcome);
        var response = context.Response;
        if (outcome.Append != AppendStatus.Durable)
            (response.StatusCode, response.Headers.RetryAfter) = (StatusCodes.Status503ServiceUnavailable, RetrySoon);
        else if (outcome.Problems is { } problems)
        {
            // An image cannot show the reason, but the network panel and curl can.
            response.StatusCode = RefusalAnswer.ForEvents(problems, 0).Status;
            response.Headers["Candor-Refused"] = $"{problems.First[0].Reason} {problems.First[0].Field}".TrimEnd();
        }
        CrossOrigin.Allow(context, IsOwn(sender.Origin, outcome.Gate));
        response.ContentType = "image/gif";
        response.ContentLength = Gif.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        if (context.Request.Method == "GET")
            await response.Body.WriteAsync(Gif, context.RequestAborted);
        counters.Acknowledged(started);
    }

    Task Preflight(HttpContext context)
    {
        CrossOrigin.AnswerPreflight(context, context.Request.Headers.Origin is [{ } origin] && gates.AnyAccepts(origin));
        return Task.CompletedTask;
    }

    static Task NotAllowed(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers.Allow = "POST, GET, OPTIONS";
        return Task.CompletedTask;
    }

    Task AnswerAsync(HttpContext context, Sender sender, in IntakeOutcome outcome)
    {
        CrossOrigin.Allow(context, IsOwn(sender.Origin, outcome.Gate));
        SetCookie(context, sender, outcome);
        if (outcome.Append != AppendStatus.Durable)
        {
            context.Response.Headers.RetryAfter = RetrySoon;
            return WriteAsync(context, RefusalAnswer.ForJournal(outcome.Append));
        }
        if (outcome.Problems is not { } problems)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }
        if (outcome.Wait > TimeSpan.Zero)
            context.Response.Headers.RetryAfter = Math.Ceiling(outcome.Wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return WriteAsync(context, RefusalAnswer.ForEvents(problems, outcome.Accepted));
    }

    void SetCookie(HttpContext context, Sender sender, in IntakeOutcome outcome)
    {
        if (outcome is { NewCookie: { } id, Gate: { } gate, Append: AppendStatus.Durable })
            VisitorCookie.Write(context, id, gate.Site, sender.Origin, IsHttps(context));
    }

    bool IsHttps(HttpContext context) =>
        context.Request.IsHttps || context.Connection.RemoteIpAddress is { } peer && addresses.IsTrusted(peer) && context.Request.Headers["X-Forwarded-Proto"] == "https";

    Task RefuseRequestAsync(HttpContext context, RefusalReason reason, string detail)
    {
        counters.Refuse(reason);
        refusals.Record(new EventProblem(0, "", reason, detail), context.Request.Headers.Origin);
        CrossOrigin.Allow(context, isOwn: false);
        if (reason == RefusalReason.UnsupportedEncoding)
            context.Response.Headers.AcceptEncoding = "gzip, br, deflate";
        return WriteAsync(context, RefusalAnswer.ForRequest(reason, detail));
    }

    static Task WriteAsync(HttpContext context, RefusalAnswer answer)
    {
        if (context.Response.HasStarted || context.RequestAborted.IsCancellationRequested)
            return Task.CompletedTask;
        var json = answer.ToJson();
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/problem+json";
        context.Response.ContentLength = json.Length;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.Body.WriteAsync(json, context.RequestAborted).AsTask();
    }

    static bool IsOwn(string? origin, SiteGate? gate) => origin is not null && gate is not null && gate.Accepts(origin);

    /// <summary>No type at all is what a beacon of plain bytes sends.</summary>
    static bool IsAccepted(string? contentType) =>
        contentType is null || contentType.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase) || contentType.StartsWith("application/json", StringComparison.OrdinalIgnoreCase)
        || contentType.StartsWith("application/x-ndjson", StringComparison.OrdinalIgnoreCase);
}
