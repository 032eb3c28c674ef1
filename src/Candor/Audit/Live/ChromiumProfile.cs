namespace Candor.Audit.Live;

/// <summary>How the browser is set up: like a visitor's, without what browsers send of their own accord.</summary>
static class ChromiumProfile
{
    /// <summary>Third parties' cookies are allowed: some distributions block them, and a blocked cookie is never seen.</summary>
    const string Preferences = """{"profile":{"cookie_controls_mode":0,"block_third_party_cookies":false,"default_content_setting_values":{"notifications":2,"geolocation":2,"media_stream":2}},"tracking_protection":{"tracking_protection_3pcd_enabled":false},"credentials_enable_service":false,"dns_prefetching":{"enabled":false}}""";

    static readonly string[] Fixed =
    [
        "--headless=new", "--remote-debugging-port=0", "--disable-gpu", "--disable-quic", "--no-first-run", "--no-default-browser-check", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--disable-default-apps", "--disable-extensions", "--disable-domain-reliability", "--disable-client-side-phishing-detection", "--disable-breakpad", "--disable-dev-shm-usage", "--metrics-recording-only",
        "--mute-audio", "--password-store=basic", "--use-mock-keychain", "--window-size=1280,900", "--lang=en-GB", "--disable-search-engine-choice-screen",
        "--disable-background-timer-throttling", "--disable-backgrounding-occluded-windows", "--disable-renderer-backgrounding",
        "--disable-features=Translate,OptimizationHints,MediaRouter,InterestFeedContentSuggestions,AutofillServerCommunication,CertificateTransparencyComponentUpdater,TrackingProtection3pcd,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,PaintHolding",
    ];

    public static async Task WriteAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.Combine(folder, "Default"));
        await File.WriteAllTextAsync(Path.Combine(folder, "Default", "Preferences"), Preferences, cancellationToken);
    }

    public static IEnumerable<string> Arguments(string folder, int? door, IReadOnlyList<string> more)
    {
        foreach (var argument in Fixed)
            yield return argument;
        yield return $"--user-data-dir={folder}";
        // Chromium's sandbox refuses to run as root; for everybody else it stays on.
        if (OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess)
            yield return "--no-sandbox";
        if (door is { } port)
        {
            yield return $"--proxy-server=socks5://127.0.0.1:{port}";
            // Without this the browser goes to its own machine past the door.
            yield return "--proxy-bypass-list=<-loopback>";
            yield return "--force-webrtc-ip-handling-policy=disable_non_proxied_udp";
        }
        foreach (var argument in more)
            yield return argument;
        yield return "about:blank";
    }
}
