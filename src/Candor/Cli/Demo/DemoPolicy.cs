using System.Reflection;
using Candor.Guard.Policy;

namespace Candor.Cli.Demo;

/// <summary>What the clinic allows: a file of its own in the demonstration's folder, for whoever tries it to change.</summary>
static class DemoPolicy
{
    public static string Text { get; } = Read();

    /// <summary>The settings with the clinic's policy, unless a file was named. What somebody changed in it stays.</summary>
    public static ServerSettings Apply(ServerSettings settings)
    {
        if (settings.Config is not null)
            return settings;
        var path = Path.Combine(settings.Data.Root, GlobalOptions.DefaultConfig);
        if (!File.Exists(path))
            File.WriteAllText(path, Text);
        var file = ConfigFile.Read(path);
        _ = file.Root["server"];
        GuardPolicy.Read(file);
        return settings with { Config = path, ConfigErrors = file.Errors };
    }

    static string Read()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("Candor.Cli.Demo.candor.yaml")!);
        return reader.ReadToEnd();
    }
}
