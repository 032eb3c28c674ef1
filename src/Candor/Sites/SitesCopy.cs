using System.Text.Json;
using System.Text.Json.Serialization;
using Candor.Sites.Rows;

namespace Candor.Sites;

/// <summary>What a node keeps of a shared database to go on without it: sites, live keys and the policy in force, no users. It is replaced whenever they change.</summary>
/// <param name="Taken">When it was last known to be what the database holds.</param>
sealed record SitesCopy(DateTimeOffset Taken, IReadOnlyList<SiteRow> Sites, IReadOnlyList<KeyRow> Keys, PolicyVersionRow? Policy = null)
{
    /// <summary>Null when there is none that can be read.</summary>
    public static SitesCopy? Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(PathIn(folder)), SitesCopyJson.Default.SitesCopy);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>In one step, so that a node that is killed meanwhile finds the one before. Key hashes are in it: for its owner only.</summary>
    public void Write(string folder)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using (var file = new FileStream(PathIn(folder) + ".new", options))
        {
            JsonSerializer.Serialize(file, this, SitesCopyJson.Default.SitesCopy);
            file.Flush(flushToDisk: true);
        }
        File.Move(PathIn(folder) + ".new", PathIn(folder), overwrite: true);
    }

    static string PathIn(string folder) => Path.Combine(folder, "sites.json");
}

[JsonSerializable(typeof(SitesCopy))]
sealed partial class SitesCopyJson : JsonSerializerContext;
