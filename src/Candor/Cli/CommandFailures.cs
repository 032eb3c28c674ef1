using Candor.Guard.Policy;
using Candor.Journal;
using Candor.Sites;
using Candor.Store;

namespace Candor.Cli;

/// <summary>What goes wrong while a command's question is answered is told to the one who asked; browsers get the page that says nothing.</summary>
static partial class CommandFailures
{
    public static IApplicationBuilder UseCommandFailures(this IApplicationBuilder app) => app.Use(AnswerAsync);

    /// <summary>Failures that carry their own sentence: what is wrong, where, and how to mend it.</summary>
    public static bool IsKnown(Exception e) =>
        e is DatabaseUnavailableException or StoreOpenException or StoreUnavailableException or JournalCorruptException or JournalLockedException or JournalPositionLostException or PolicyRefusedException or IOException or UnauthorizedAccessException;

    static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (ControlConnection.Is(context) && !context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            if (!IsKnown(e))
                LogUnexpected(context.RequestServices.GetRequiredService<ILogger<CandorServer>>(), e);
            var detail = IsKnown(e) ? e.Message : $"Unexpected {e.GetType().Name}: {e.Message} (--verbose shows where)";
            await TypedResults.Problem(detail, statusCode: IsKnown(e) ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError).ExecuteAsync(context);
        }
    }

    [LoggerMessage(9001, LogLevel.Error, "A command's question failed")]
    static partial void LogUnexpected(ILogger logger, Exception e);
}
