namespace Candor.Guard.Policy;

/// <summary>What the script does by itself on a site.</summary>
sealed record PixelSwitches(bool Spa, bool Outbound, IReadOnlyList<string> Downloads, bool Engagement, bool Fbq, string? CookieDomain)
{
    public static PixelSwitches Default { get; } = new(true, true,
        ["pdf", "zip", "doc", "docx", "xls", "xlsx", "csv", "ppt", "pptx", "epub", "mp3", "mp4", "dmg", "exe", "apk", "gz", "7z", "rar"], true, false, null);

    public static PixelSwitches Read(ConfigNode node, PixelSwitches basis)
    {
        if (!node.ExpectFields("{outbound: false, downloads: [pdf]}"))
            return basis;
        var switches = new PixelSwitches(
            node["spa"].Flag(basis.Spa), node["outbound"].Flag(basis.Outbound), ReadDownloads(node["downloads"], basis.Downloads),
            node["engagement"].Flag(basis.Engagement), node["fbq"].Flag(basis.Fbq), node["cookie_domain"].Text(basis.CookieDomain ?? "") is { Length: > 0 } domain ? domain : null);
        node.RefuseOthers();
        return switches;
    }

    static IReadOnlyList<string> ReadDownloads(ConfigNode node, IReadOnlyList<string> basis) =>
        node is { Kind: ConfigKind.Scalar, Quoted: false, Value: "true" } ? Default.Downloads
        : node is { Kind: ConfigKind.Scalar, Quoted: false, Value: "false" } ? []
        : node.Texts() is { } list ? [.. list.Select(e => e.TrimStart('.').ToLowerInvariant())]
        : basis;
}
