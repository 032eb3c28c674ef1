namespace Candor.Collect.Agents;

/// <summary>One name for one browser or system, whatever uap-core or a client hint calls its variants.</summary>
static class FamilyNames
{
    public static string Browser(string family) => family switch
    {
        "" or "Other" => "",
        "Google Chrome" or "Chromium" or "Android WebView" => "Chrome",
        "Microsoft Edge" or "Microsoft Edge WebView2" => "Edge",
        "Mobile Safari" or "Mobile Safari UI/WKWebView" or "Safari" => "Safari",
        "IE" or "IE Mobile" => "Internet Explorer",
        "Android" => "Android Browser",
        "YaBrowser" or "Yandex" or "Yandex Browser" => "Yandex Browser",
        "UC Browser" or "UCBrowser" => "UC Browser",
        "DuckDuckGo Mobile" => "DuckDuckGo",
        _ when family.StartsWith("Chrome", StringComparison.Ordinal) => "Chrome",
        _ when family.StartsWith("Firefox", StringComparison.Ordinal) => "Firefox",
        _ when family.StartsWith("Edge", StringComparison.Ordinal) => "Edge",
        _ when family.StartsWith("Opera", StringComparison.Ordinal) => "Opera",
        _ when family.StartsWith("Brave", StringComparison.Ordinal) => "Brave",
        _ => family,
    };

    public static string Os(string family) => family switch
    {
        "" or "Other" => "",
        "Mac OS X" or "macOS" or "Mac OS" => "macOS",
        "iPadOS" or "iOS" => "iOS",
        "Chrome OS" or "Chromium OS" => "ChromeOS",
        "Ubuntu" or "Debian" or "Fedora" or "Red Hat" or "SUSE" or "Arch Linux" or "Gentoo" or "CentOS" or "Mint" or "Slackware" or "Kubuntu" => "Linux",
        _ when family.StartsWith("Windows", StringComparison.Ordinal) => "Windows",
        _ => family,
    };
}
