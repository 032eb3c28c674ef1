using System.Text.Json;
using Candor.Cli.Demo;
using Candor.Tests.Support;
using Microsoft.Playwright;

namespace Candor.Tests.EndToEnd;

/// <summary>One server for all of these tests; each test takes a site and a clinic of its own.</summary>
public sealed class Clinic : IAsyncLifetime
{
    readonly TemporaryFolder folder = new();
    readonly Browser browser = new();
    RunningCandor? server;
    int sites;
    bool hasOwner;

    internal string Data => folder["data"];

    internal Browser Browser => browser;

    internal string Server => server!.Http.BaseAddress!.ToString().TrimEnd('/');

    public async ValueTask InitializeAsync()
    {
        ChangePolicy("");
        server = await RunningCandor.StartAsync(Data, "--config", folder["candor.yaml"]);
        await browser.InitializeAsync();
    }

    /// <summary>Adds to the clinic's own policy what is given.</summary>
    internal void ChangePolicy(string more) => File.WriteAllText(folder["candor.yaml"], DemoPolicy.Text + more);

    internal async Task<ClinicUnderTest> NewSiteAsync()
    {
        // Loopback is a /8: each site gets an address of its own, so that cookies and pages do not mix.
        var host = $"127.0.0.{10 + Interlocked.Increment(ref sites)}";
        var added = await BuiltCandor.RunAsync(Data, "site", "add", host, "--format", "json");
        Assert.True(added.ExitCode == 0, added.Error);
        var id = JsonDocument.Parse(added.Output).RootElement.GetProperty("site").GetString()!;
        var app = await new ClinicSite(Server, id).StartAsync($"http://{host}:0", TestContext.Current.CancellationToken);
        return new ClinicUnderTest(this, app, id);
    }

    /// <summary>The owner's browser: added on the command line, signed in with the form.</summary>
    internal async Task<IPage> OpenAsOwnerAsync()
    {
        const string name = "ada@lindenhof.example", password = "a long sentence works";
        if (!hasOwner)
        {
            var added = await BuiltCandor.RunWithInputAsync(Data, password, "user", "add", name, "--role", "owner");
            Assert.True(added.ExitCode == 0, added.Error);
            hasOwner = true;
        }
        var page = await browser.OpenAsync();
        await page.GotoAsync(Server + "/sign-in");
        await page.GetByLabel("Name or e-mail").FillAsync(name);
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.WaitForURLAsync(Server + "/");
        return page;
    }

    /// <summary>Searches every byte of the data folder.</summary>
    internal async Task NothingOnDiskSaysAsync(params string[] secrets)
    {
        // Sockets have no bytes, and the locks are held by the server.
        foreach (var file in Directory.EnumerateFiles(Data, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".sock", StringComparison.Ordinal) && !f.EndsWith("lock", StringComparison.Ordinal)))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(open, System.Text.Encoding.Latin1);
            var bytes = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
            foreach (var secret in secrets)
                Assert.False(bytes.Contains(secret, StringComparison.OrdinalIgnoreCase), $"'{secret}' stands in {Path.GetRelativePath(Data, file)}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        if (server is not null)
            await server.DisposeAsync();
        folder.Dispose();
    }
}
