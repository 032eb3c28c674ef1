namespace Candor.Sites;

/// <summary>The line of HTML that a site's pages carry.</summary>
sealed class Snippet(SitesOptions options)
{
    public string For(SiteInfo site, HttpRequest? request) =>
        $"""<script async src="{Base(request)}/candor.js" data-site="{site.Id}"></script>""";

    /// <summary>The address that browsers use, without a slash at the end. A request over the control socket has none of its own.</summary>
    public string Base(HttpRequest? request) =>
        options.PublicUrl is { } url ? url.AbsoluteUri.TrimEnd('/')
        : request is { Host.HasValue: true } ? $"{request.Scheme}://{request.Host}{request.PathBase}"
        : "http://127.0.0.1:8080";
}
