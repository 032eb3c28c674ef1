using System.Reflection;

namespace Candor.Guard.Policy;

/// <summary>A ready set of rules, in the language of the file: <c>Presets/&lt;name&gt;.yaml</c>. What stands beside it in the file goes before it.</summary>
sealed record Preset(string Name, string Text)
{
    const string Folder = "Candor.Guard.Policy.Presets.";

    public static IReadOnlyList<Preset> All { get; } = [.. ((string[])["strict", "healthcare", "education-children", "shop", "publisher"]).Select(Load)];

    /// <summary>The rules as a site's node of their own file. A preset has no mistakes; a test holds that.</summary>
    public ConfigFile Open() => ConfigFile.Parse(Text, $"preset {Name}");

    public static Preset? Read(ConfigNode node) => node.Choice(null, [.. All.Select(p => (p.Name, (Preset?)p))]);

    static Preset Load(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream($"{Folder}{name}.yaml")!);
        return new Preset(name, reader.ReadToEnd());
    }
}
