using System.Reflection;

namespace Candor.Cli.Demo;

/// <summary>One page of the clinic: a fragment in <c>Clinic/</c> whose first lines name its title and body attributes.</summary>
sealed record ClinicPage(string Path, string Title, string Body, string Content)
{
    const string Folder = "Candor.Cli.Demo.Clinic.";

    static readonly string Layout = Resource("layout.html");

    static readonly Dictionary<string, ClinicPage> Pages = Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(".html", StringComparison.Ordinal))
        .Select(name => name[Folder.Length..])
        .Where(name => name != "layout.html")
        .Select(Read)
        .ToDictionary(page => page.Path);

    public static ClinicPage NotFound { get; } = new("404", "Page not found", "", "<h1>Page not found</h1><p><a href=\"/\">Back to the start</a></p>");

    public static IEnumerable<ClinicPage> All => Pages.Values;

    public static ClinicPage? Find(string path) => Pages.GetValueOrDefault(path.Trim('/'));

    public string Render(string snippet) => Layout
        .Replace("{{title}}", Title, StringComparison.Ordinal)
        .Replace("{{snippet}}", snippet, StringComparison.Ordinal)
        .Replace("{{body}}", Body, StringComparison.Ordinal)
        .Replace("{{content}}", Content, StringComparison.Ordinal);

    public static string Resource(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(Folder + name)!);
        return reader.ReadToEnd();
    }

    static ClinicPage Read(string name)
    {
        var text = Resource(name);
        var path = name[..^".html".Length].Replace('_', '/');
        return new ClinicPage(path == "index" ? "" : path, Header(ref text, "title: "), Header(ref text, "body: "), text);
    }

    static string Header(ref string text, string name)
    {
        if (!text.StartsWith(name, StringComparison.Ordinal))
            return "";
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var value = text[name.Length..end];
        text = text[(end + 1)..];
        return value;
    }
}
