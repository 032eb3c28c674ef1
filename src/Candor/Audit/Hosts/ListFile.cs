using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Candor.Audit.Hosts;

/// <summary>A list of others that audits read, as <c>data/manifest.json</c> describes it.</summary>
/// <param name="Date">When its publisher made this version.</param>
/// <param name="Sha256">Of the file's bytes, in lower-case hexadecimal.</param>
sealed record ListFile(string File, string Name, string Source, string Version, DateOnly Date, string Licence, string Attribution, string Sha256)
{
    const int StaleDays = 30;

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "data", "lists");

    /// <summary>Every list of the folder's manifest.</summary>
    /// <exception cref="IOException">The folder has no manifest.</exception>
    public static IReadOnlyList<ListFile> All(string folder)
    {
        var manifest = Path.Combine(folder, "manifest.json");
        return JsonSerializer.Deserialize(System.IO.File.ReadAllText(manifest), ListFileJson.Default.Manifest)?.Lists ?? throw new IOException($"{manifest} names no lists.");
    }

    /// <summary>The list's bytes; null when the file was taken out, which only loses what it adds.</summary>
    /// <exception cref="IOException">The file is not the one that the manifest describes.</exception>
    public byte[]? Read(string folder)
    {
        var path = Path.Combine(folder, File);
        if (!System.IO.File.Exists(path))
            return null;
        var bytes = System.IO.File.ReadAllBytes(path);
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == Sha256 ? bytes
            : throw new IOException($"{path} is not the file that manifest.json describes: its SHA-256 differs. Take it from the release again.");
    }

    public int AgeDays(DateOnly today) => Math.Max(0, today.DayNumber - Date.DayNumber);

    public bool IsStale(DateOnly today) => AgeDays(today) > StaleDays;

    internal sealed record Manifest(IReadOnlyList<ListFile> Lists);
}

[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(ListFile.Manifest))]
sealed partial class ListFileJson : JsonSerializerContext;
