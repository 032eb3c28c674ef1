using System.Net;
using Candor.Sites;
using Candor.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Candor.Tests.Dashboard;

/// <summary>Who may see what, over every route that the program has.</summary>
public sealed class AccessTests(AccessFixture fixture) : IClassFixture<AccessFixture>
{
    /// <summary>Everything that a stranger may reach. A new route is closed until it is named here.</summary>
    static readonly string[] Open = ["/sign-in", "/setup", "/assets/{name}", "/livez", "/readyz", "/candor.js", "/candor/{site}.json", "/e"];

    readonly DashboardApp app = fixture.App;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AStrangerReachesNothingButTheWayIn()
    {
        var site = await app.AddSiteAsync($"{SiteId.Random(8)}.example", Cancel);
        using var stranger = Client();
        var open = new List<string>();
        foreach (var (pattern, method) in Routes())
        {
            var path = pattern.Replace("{Site}", site.Id, StringComparison.OrdinalIgnoreCase).Replace("{Key}", "page", StringComparison.Ordinal).Replace("{id:int}", "1", StringComparison.Ordinal)
                .Replace("{id}", "1", StringComparison.Ordinal).Replace("{name}", "overview", StringComparison.Ordinal);
            using var answer = await stranger.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Cancel);
            var refused = answer.StatusCode == HttpStatusCode.Unauthorized || answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.ToString().Contains("/sign-in", StringComparison.Ordinal);
            if (!refused && !Open.Contains(pattern))
                open.Add($"{method} {pattern}: {(int)answer.StatusCode}");
        }
        Assert.Empty(open);
    }

    [Fact]
    public void TheTableOfRoutesIsNotEmpty() => Assert.InRange(Routes().Count(), 20, 200);

    [Theory]
    [InlineData("/no-such-page", HttpStatusCode.Redirect)]
    [InlineData("/api/no-such-route", HttpStatusCode.Unauthorized)]
    public async Task StrangersDoNotLearnWhichPathsExist(string path, HttpStatusCode expected)
    {
        using var stranger = Client();
        Assert.Equal(expected, (await stranger.GetAsync(path, Cancel)).StatusCode);
    }

    [Theory]
    [InlineData(nameof(UserRole.Owner), "/users", true)]
    [InlineData(nameof(UserRole.Analyst), "/users", false)]
    [InlineData(nameof(UserRole.Owner), "/policy", true)]
    [InlineData(nameof(UserRole.Analyst), "/policy", false)]
    [InlineData(nameof(UserRole.Privacy), "/policy", false)]
    [InlineData(nameof(UserRole.Analyst), "/sites/new", true)]
    [InlineData(nameof(UserRole.Viewer), "/sites/new", false)]
    [InlineData(nameof(UserRole.Viewer), "/", true)]
    [InlineData(nameof(UserRole.Privacy), "/sites/new", false)]
    [InlineData(nameof(UserRole.Ads), "/api/keys", false)]
    [InlineData(nameof(UserRole.Viewer), "/api/users", false)]
    [InlineData(nameof(UserRole.Viewer), "/api/sites", true)]
    [InlineData(nameof(UserRole.Owner), "/api/keys", true)]
    public async Task RolesOpenWhatTheyName(string role, string path, bool allowed)
    {
        using var person = await SignedInAsync(Enum.Parse<UserRole>(role));
        using var answer = await person.GetAsync(path, Cancel);

        Assert.Equal(allowed, answer.StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task AReadKeySeesItsOwnSiteAndChangesNothing()
    {
        var (mine, other) = (await app.AddSiteAsync($"{SiteId.Random(8)}.example", Cancel), await app.AddSiteAsync($"{SiteId.Random(8)}.example", Cancel));
        var keys = app.Services.GetRequiredService<KeyDirectory>();
        var read = await keys.AddAsync(mine.Id, KeyScope.Read, null, Cancel);
        var ingest = await keys.AddAsync(mine.Id, KeyScope.Ingest, null, Cancel);
        using var program = Client();
        program.DefaultRequestHeaders.Authorization = new("Bearer", read.Key);

        Assert.DoesNotContain(other.Id, await program.GetStringAsync("/api/sites", Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync($"/api/report/overview?site={mine.Id}", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync($"/api/report/overview?site={other.Id}", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await program.PostAsync("/api/sites", new StringContent("""{"domain":"third.example"}""", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")), Cancel)).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await program.GetAsync($"/sites/{mine.Id}", Cancel)).StatusCode);

        program.DefaultRequestHeaders.Authorization = new("Bearer", ingest.Key);
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/sites", Cancel)).StatusCode);
        await keys.RevokeAsync(read.Info.Id, Cancel);
        program.DefaultRequestHeaders.Authorization = new("Bearer", read.Key);
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/sites", Cancel)).StatusCode);
    }

    [Theory]
    [InlineData("cross-site", null)]
    [InlineData("same-site", null)]
    [InlineData(null, "https://evil.example")]
    [InlineData(null, "null")]
    public async Task AnotherSitesPageChangesNothing(string? fetchSite, string? origin)
    {
        using var person = await SignedInAsync(UserRole.Owner);
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/sites") { Content = new StringContent("""{"domain":"evil.example"}""", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")) };
        if (fetchSite is not null)
            request.Headers.Add("Sec-Fetch-Site", fetchSite);
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        using var answer = await person.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Null(app.Services.GetRequiredService<SiteDirectory>().FindByDomain("evil.example"));
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/sign-out")]
    [InlineData("/account")]
    public async Task AFormWithoutItsTokenIsRefused(string path)
    {
        using var person = await SignedInAsync(UserRole.Owner);
        using var answer = await person.PostAsync(path, new FormUrlEncodedContent([new("_handler", "sign-in"), new("name", DashboardApp.OwnerName), new("password", DashboardApp.OwnerPassword)]), Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task ASessionEndsWithItsUserAndWithANewPassword()
    {
        var users = app.Services.GetRequiredService<UserDirectory>();
        var (first, second) = (await users.AddAsync($"first-{SiteId.Random(6)}", DashboardApp.OwnerPassword, UserRole.Viewer, Cancel), await users.AddAsync($"second-{SiteId.Random(6)}", DashboardApp.OwnerPassword, UserRole.Viewer, Cancel));
        using var one = Client();
        using var two = Client();
        (await SignInAsync(one, first.Name)).Dispose();
        (await SignInAsync(two, second.Name)).Dispose();
        Assert.Equal(HttpStatusCode.OK, (await one.GetAsync("/", Cancel)).StatusCode);

        await users.ChangePasswordAsync(first.Name, DashboardApp.OwnerPassword, "another long sentence", Cancel);
        Assert.Equal(HttpStatusCode.Redirect, (await one.GetAsync("/", Cancel)).StatusCode);
        await users.RemoveAsync(second.Id, Cancel);
        Assert.Equal(HttpStatusCode.Redirect, (await two.GetAsync("/", Cancel)).StatusCode);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/")]
    [InlineData("/api/sites")]
    [InlineData("/no-such-page")]
    public async Task EveryAnswerCarriesTheSecurityHeaders(string path)
    {
        using var person = await SignedInAsync(UserRole.Owner);
        using var answer = await person.GetAsync(path, Cancel);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();

        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task TheSessionCookieIsStrictAndOutOfReachOfScripts()
    {
        var name = $"ada-{SiteId.Random(6)}";
        await app.Services.GetRequiredService<UserDirectory>().AddAsync(name, DashboardApp.OwnerPassword, UserRole.Owner, Cancel);
        using var client = Client();
        using var answer = await SignInAsync(client, name);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("candor.session=", StringComparison.Ordinal));

        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task SigningInNeverLeadsElsewhere(string target)
    {
        var name = $"ada-{SiteId.Random(6)}";
        await app.Services.GetRequiredService<UserDirectory>().AddAsync(name, DashboardApp.OwnerPassword, UserRole.Owner, Cancel);
        using var client = Client();
        using var answer = await SignInAsync(client, name, "/sign-in?return=" + Uri.EscapeDataString(target));

        Assert.DoesNotContain("evil", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("javascript", answer.Headers.Location.ToString(), StringComparison.Ordinal);
    }

    IEnumerable<(string Pattern, string Method)> Routes() =>
        from endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        where method is not ("HEAD" or "OPTIONS")
        select ("/" + endpoint.RoutePattern.RawText!.TrimStart('/'), method);

    HttpClient Client() => new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(app.Url) };

    async Task<HttpClient> SignedInAsync(UserRole role)
    {
        var (name, client) = ($"{role}-{SiteId.Random(6)}", Client());
        await app.Services.GetRequiredService<UserDirectory>().AddAsync(name, DashboardApp.OwnerPassword, role, Cancel);
        using var answer = await SignInAsync(client, name);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    static async Task<HttpResponseMessage> SignInAsync(HttpClient client, string name, string path = "/sign-in")
    {
        var form = await client.GetStringAsync(path, Cancel);
        var token = System.Text.RegularExpressions.Regex.Match(form, "name=\"form-token\" value=\"([^\"]+)\"").Groups[1].Value;
        return await client.PostAsync(path, new FormUrlEncodedContent([new("_handler", "sign-in"), new("form-token", token), new("name", name), new("password", DashboardApp.OwnerPassword)]), Cancel);
    }
}
