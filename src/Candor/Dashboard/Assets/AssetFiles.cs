using System.Collections.Frozen;
using System.Reflection;
using System.Text;

namespace Candor.Dashboard.Assets;

/// <summary>
/// Styles, scripts and fonts, from inside the program. Not through the static-asset map of ASP.NET Core: that one points at files
/// which only a publish lays out, and answers 500 for them from a build output.
/// </summary>
sealed class AssetFiles
{
    const string Prefix = "assets/";

    readonly FrozenDictionary<string, AssetFile> byName;
    readonly FrozenDictionary<string, AssetFile> byHashedName;

    public AssetFiles()
    {
        var program = typeof(AssetFiles).Assembly;
        var names = program.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        var files = new Dictionary<string, AssetFile>();
        foreach (var name in names.Where(n => !n.Contains("/style/", StringComparison.Ordinal) && !n.Contains("/script/", StringComparison.Ordinal)))
            files[name[Prefix.Length..]] = new AssetFile(Path.GetFileName(name), Read(program, name));
        files["candor.js"] = new AssetFile("candor.js", Joined(program, names, "/script/"));
        files["candor.css"] = new AssetFile("candor.css", Styles(Joined(program, names, "/style/"), files));
        byName = files.ToFrozenDictionary();
        byHashedName = files.Values.ToFrozenDictionary(f => f.HashedName);
    }

    /// <summary>The address of a file in a page.</summary>
    public string Href(string name) => "/assets/" + byName[name].HashedName;

    public AssetFile? Find(string hashedName) => byHashedName.GetValueOrDefault(hashedName);

    static byte[] Joined(Assembly program, List<string> names, string folder) =>
        [.. names.Where(n => n.Contains(folder, StringComparison.Ordinal)).SelectMany(n => Read(program, n))];

    /// <summary>Fonts carry a hash in their name as well, which the style sheet cannot know by itself.</summary>
    static byte[] Styles(byte[] css, Dictionary<string, AssetFile> files)
    {
        var text = new StringBuilder(Encoding.UTF8.GetString(css));
        foreach (var (name, file) in files.Where(f => f.Key.EndsWith(".woff2", StringComparison.Ordinal)))
            text.Replace($"url({name})", $"url({file.HashedName})");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    static byte[] Read(Assembly program, string name)
    {
        using var stream = program.GetManifestResourceStream(name)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
