using System.Net;

namespace Candor.Cli.Demo;

/// <summary>The demonstration's clinic: a small site of its own, on its own address, with the script installed as any site would.</summary>
sealed class ClinicSite(string collector, string site)
{
    readonly string snippet = $"""<script async src="{collector}/candor.js" data-site="{WebUtility.HtmlEncode(site)}"></script>""";

    /// <summary>Starts serving on the address; port 0 takes a free one.</summary>
    public async Task<WebApplication> StartAsync(string address, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        var app = builder.Build();
        app.MapGet("/clinic.css", () => Results.Content(ClinicPage.Resource("clinic.css"), "text/css; charset=utf-8"));
        app.MapGet("/clinic.js", () => Results.Content(ClinicPage.Resource("clinic.js"), "text/javascript; charset=utf-8"));
        app.MapGet("/files/price-list.pdf", () => Results.Bytes("%PDF-1.4\n%%EOF\n"u8.ToArray(), "application/pdf"));
        app.MapGet("/{**path}", (string? path) => Page(path ?? ""));
        await app.StartAsync(cancellationToken);
        return app;
    }

    IResult Page(string path) => ClinicPage.Find(path) is { } page
        ? Results.Content(page.Render(snippet), "text/html; charset=utf-8")
        : Results.Content(ClinicPage.NotFound.Render(snippet), "text/html; charset=utf-8", statusCode: 404);
}
