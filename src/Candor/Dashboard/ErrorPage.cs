using System.Net;
using Candor.Sites;
using Microsoft.AspNetCore.Diagnostics;

namespace Candor.Dashboard;

/// <summary>What is shown when a page could not be made. Plain HTML from one string: it must work when nothing else does.</summary>
static class ErrorPage
{
    public static Task WriteAsync(HttpContext context)
    {
        if (context.Features.Get<IExceptionHandlerFeature>()?.Error is not DatabaseUnavailableException)
            return WriteAsync(context, "Something broke", "The server could not answer this. Its log says why; nothing that was collected is affected.");
        // Not the exception's own sentence: strangers see this page, and it names the database's host.
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return WriteAsync(context, "The database is away", "Who may sign in and what is measured cannot be read or changed just now. Events are collected all the same. Try again in a minute.");
    }

    public static Task WriteStatusAsync(StatusCodeContext page)
    {
        var context = page.HttpContext;
        return context.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => WriteAsync(context, "Nothing here", "This address leads to no page."),
            StatusCodes.Status400BadRequest => WriteAsync(context, "The form has expired", "Go back, reload the page and send it again."),
            StatusCodes.Status403Forbidden => WriteAsync(context, "Not allowed", "Your role does not allow this. An owner can change it under People."),
            _ => Task.CompletedTask,
        };
    }

    static Task WriteAsync(HttpContext context, string title, string text)
    {
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
            return TypedResults.Problem(text, statusCode: context.Response.StatusCode, title: title).ExecuteAsync(context);
        var css = context.RequestServices.GetRequiredService<Assets.AssetFiles>().Href("candor.css");
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync($"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{WebUtility.HtmlEncode(title)} · Candor</title>
            <link rel="stylesheet" href="{css}"></head>
            <body><div class="plain"><main class="card"><h1>{WebUtility.HtmlEncode(title)}</h1><p>{WebUtility.HtmlEncode(text)}</p><p><a class="button" href="/">To the sites</a></p></main></div></body></html>
            """, context.RequestAborted);
    }
}
