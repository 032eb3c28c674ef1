namespace Candor.Collect.Agents;

/// <summary>Desktop, mobile, tablet or television, from the words that browsers agreed on.</summary>
static class DeviceKind
{
    public static string Of(string userAgent, string os)
    {
        if (Has(userAgent, "SmartTV") || Has(userAgent, "Smart-TV") || Has(userAgent, "SMART-TV") || Has(userAgent, "AppleTV") || Has(userAgent, "HbbTV")
            || Has(userAgent, "GoogleTV") || Has(userAgent, "Android TV") || Has(userAgent, "BRAVIA") || Has(userAgent, "AFT") && Has(userAgent, "Silk")
            || Has(userAgent, "Web0S") || Has(userAgent, "Roku"))
            return "tv";
        if (Has(userAgent, "PlayStation") || Has(userAgent, "Xbox") || Has(userAgent, "Nintendo"))
            return "console";
        if (Has(userAgent, "iPad") || Has(userAgent, "Tablet") || Has(userAgent, "Kindle") || Has(userAgent, "Android") && !Has(userAgent, "Mobile"))
            return "tablet";
        if (Has(userAgent, "Mobi") || Has(userAgent, "iPhone") || Has(userAgent, "iPod") || Has(userAgent, "Opera Mini"))
            return "mobile";
        return os is "Windows" or "macOS" or "Linux" or "ChromeOS" ? "desktop" : "";
    }

    static bool Has(string userAgent, string word) => userAgent.Contains(word, StringComparison.Ordinal);
}
