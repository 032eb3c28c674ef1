namespace Candor.Audit.Live;

/// <summary>The two scripts that a visit puts into pages, built from <c>src/Audit.Page</c>.</summary>
static class PageScripts
{
    static readonly string Hooks = Read("hooks");

    public static string Visitor { get; } = Read("visitor");

    /// <summary>Watches the page from its own world, from before its first script on.</summary>
    public static IEnumerable<Task> Install(LiveBrowser browser, string session, string binding, bool objects)
    {
        yield return browser.SendAsync(session, "Runtime.enable");
        yield return browser.SendAsync(session, "Runtime.addBinding", new { name = binding });
        yield return browser.SendAsync(session, "Page.addScriptToEvaluateOnNewDocument", new { source = Hooks.Replace("__CANDOR_BINDING__", binding, StringComparison.Ordinal), runImmediately = true });
        if (objects)
            yield return browser.SendAsync(session, "Page.addScriptToEvaluateOnNewDocument", new { source = "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true, configurable: true, enumerable: true });" });
    }

    static string Read(string name)
    {
        using var stream = typeof(PageScripts).Assembly.GetManifestResourceStream($"audit-page/{name}.js")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
