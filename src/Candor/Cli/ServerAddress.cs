using System.Text.Json;
using System.Text.Json.Serialization;

namespace Candor.Cli;

/// <summary>DATA/run/server.json: how the other commands find the process that owns the folder.</summary>
/// <param name="Socket">The private Unix socket.</param>
/// <param name="Urls">The public addresses; none while it starts and for a command that hosts the server for itself.</param>
sealed record ServerAddress(int Pid, string Socket, IReadOnlyList<string> Urls)
{
    public static ServerAddress? Read(DataFolder folder)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(PathIn(folder)), ServerAddressJson.Default.ServerAddress);
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null;
        }
    }

    /// <summary>In one step, so that nobody reads half of it.</summary>
    public void Write(DataFolder folder)
    {
        var path = PathIn(folder);
        File.WriteAllBytes(path + ".new", JsonSerializer.SerializeToUtf8Bytes(this, ServerAddressJson.Default.ServerAddress));
        File.Move(path + ".new", path, overwrite: true);
    }

    public static void Remove(DataFolder folder) => File.Delete(PathIn(folder));

    static string PathIn(DataFolder folder) => Path.Combine(folder.Run, "server.json");
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ServerAddress))]
sealed partial class ServerAddressJson : JsonSerializerContext;
