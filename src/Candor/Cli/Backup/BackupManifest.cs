using System.Text.Json;
using System.Text.Json.Serialization;

namespace Candor.Cli.Backup;

/// <summary>The first entry of a backup: what else is in it, and how to know that it is whole.</summary>
/// <param name="Format">Rises when an older program could not restore it.</param>
/// <param name="Version">The program that wrote it.</param>
sealed record BackupManifest(int Format, string Version, DateTimeOffset Created, IReadOnlyList<BackupFile> Files)
{
    public const int CurrentFormat = 1;
    public const string Name = "candor-backup.json";
}

/// <param name="Path">Relative to the data folder, with slashes.</param>
sealed record BackupFile(string Path, long Bytes, string Sha256);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(BackupManifest))]
sealed partial class BackupManifestJson : JsonSerializerContext;
