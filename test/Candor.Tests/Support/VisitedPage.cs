using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Candor.Tests.Support;

/// <summary>Somebody's web page with the line of HTML in its head, on a port of its own.</summary>
sealed class VisitedPage : IAsyncDisposable
{
    readonly WebApplication app;

    VisitedPage(string snippet)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapGet("/{**path}", () => TypedResults.Content($"<!DOCTYPE html><html lang=en><head><title>Lindenhof Clinic</title>{snippet}</head><body><h1>Lindenhof</h1></body></html>", "text/html"));
    }

    public string Url => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<VisitedPage> StartAsync(string snippet, CancellationToken cancellationToken)
    {
        var page = new VisitedPage(snippet);
        await page.app.StartAsync(cancellationToken);
        return page;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
