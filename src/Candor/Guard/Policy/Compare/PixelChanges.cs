namespace Candor.Guard.Policy.Compare;

static class PixelChanges
{
    public static void Write(ChangeList to, PixelSwitches before, PixelSwitches after)
    {
        Switch(to, before.Spa, after.Spa, "counts a change of the address without a load as a page view");
        Switch(to, before.Outbound, after.Outbound, "counts clicks that leave the site");
        Switch(to, before.Engagement, after.Engagement, "measures engaged time and scroll depth");
        Switch(to, before.Fbq, after.Fbq, "answers to `fbq`");
        foreach (var ending in after.Downloads.Except(before.Downloads))
            to.Say($"From now on links to .{ending} files count as downloads");
        foreach (var ending in before.Downloads.Except(after.Downloads))
            to.Say($"From now on links to .{ending} files no longer count as downloads");
        if (before.CookieDomain != after.CookieDomain)
            to.Say($"From now on the visitor's cookie is set for {(after.CookieDomain is { } domain ? $"`{domain}`" : "the site's domain")}");
    }

    static void Switch(ChangeList to, bool before, bool after, string what)
    {
        if (before != after)
            to.Say(after ? $"From now on the script {what}" : $"From now on the script no longer {what}");
    }
}
