using Microsoft.Playwright;

namespace Candor.Tests.Support;

/// <summary>The system's Chromium, started once for all browser tests; each test takes a context of its own.</summary>
sealed class Browser : IAsyncLifetime
{
    static readonly string[] Flags =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    /// <summary>Without the word Headless, which is a bot's: reports leave bots out.</summary>
    const string People = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0 Safari/537.36";

    IPlaywright? driver;
    IBrowser? chromium;

    public IBrowser Chromium => chromium ?? throw new InvalidOperationException("The browser was not started.");

    /// <summary>Where the browser is: CANDOR_CHROMIUM, else the first known name on the PATH.</summary>
    public static string ExecutablePath { get; } =
        Environment.GetEnvironmentVariable("CANDOR_CHROMIUM") is { Length: > 0 } named ? named
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("These tests need Chromium: install it (apt-get install chromium) or name it in CANDOR_CHROMIUM.");

    public async ValueTask InitializeAsync()
    {
        driver = await Playwright.CreateAsync();
        chromium = await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = ExecutablePath, Headless = true, Args = Flags });
    }

    /// <summary>A new profile. Everything in it is limited to half a minute, for machines that are busy.</summary>
    /// <param name="signedIn">Cookies of a session, as Playwright writes them.</param>
    public async Task<IPage> OpenAsync(int width = 1280, int height = 900, bool dark = false, bool script = true, string? signedIn = null)
    {
        var context = await Chromium.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            JavaScriptEnabled = script,
            StorageState = signedIn,
            UserAgent = People,
        });
        context.SetDefaultTimeout(30_000);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (chromium is not null)
            await chromium.DisposeAsync();
        driver?.Dispose();
    }
}
