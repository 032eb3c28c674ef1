using System.Text.Json;

namespace Candor.Cli.Migrate;

/// <summary>DATA/store/migration/record.json: what is being moved, so that a second run is the same one. How far it came, the cluster itself knows.</summary>
/// <param name="Source">Fingerprint of what the embedded store holds.</param>
/// <param name="Records">How many records that are.</param>
/// <param name="Next">Where this folder's own journal goes on once the cluster has everything before it.</param>
sealed record MigrationRecord(string Source, long Records, long Next)
{
    public DateTimeOffset? Done { get; init; }

    /// <summary>What was moved, for people.</summary>
    public string Summary { get; init; } = "";

    public static string FolderIn(DataFolder data) => Path.Combine(Path.GetDirectoryName(data.Store)!, "migration");

    public static MigrationRecord? Read(DataFolder data)
    {
        var path = PathIn(data);
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<MigrationRecord>(File.ReadAllBytes(path)) : null;
        }
        catch (JsonException e)
        {
            throw new CommandException($"{path} cannot be read: {e.Message} Delete {FolderIn(data)} and the half-filled database of the cluster, and begin anew.", cause: e);
        }
    }

    /// <summary>In one step, and on the disk when it returns.</summary>
    public void Write(DataFolder data)
    {
        Directory.CreateDirectory(FolderIn(data));
        var path = PathIn(data);
        using (var file = PrivateFile.Create(path + ".new", FileMode.Create))
        {
            JsonSerializer.Serialize(file, this);
            file.Flush(flushToDisk: true);
        }

        File.Move(path + ".new", path, overwrite: true);
    }

    static string PathIn(DataFolder data) => Path.Combine(FolderIn(data), "record.json");
}
