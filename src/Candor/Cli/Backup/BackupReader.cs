using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Candor.Cli.Backup;

/// <summary>Unpacks a backup into a new folder, and only gives it its name once every byte is seen to be right.</summary>
static class BackupReader
{
    /// <exception cref="CommandException">Damaged, incomplete, or from a newer program.</exception>
    public static async Task<BackupManifest> RestoreAsync(Stream backup, DataFolder target, CancellationToken cancellationToken)
    {
        var fresh = new DataFolder(target.Root.TrimEnd('/') + $".restoring-{Guid.NewGuid():N}");
        try
        {
            fresh.Create();
            var manifest = await UnpackAsync(backup, fresh, cancellationToken);
            if (Directory.Exists(target.Root))
                Directory.Delete(target.Root, recursive: true);
            Directory.Move(fresh.Root, target.Root);
            return manifest;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or JsonException or FormatException)
        {
            throw Damaged(e.Message);
        }
        finally
        {
            if (Directory.Exists(fresh.Root))
                Directory.Delete(fresh.Root, recursive: true);
        }
    }

    static async Task<BackupManifest> UnpackAsync(Stream backup, DataFolder fresh, CancellationToken cancellationToken)
    {
        await using var unpacked = new GZipStream(backup, CompressionMode.Decompress);
        await using var tar = new TarReader(unpacked);
        var manifest = await ManifestAsync(tar, cancellationToken);
        var missing = manifest.Files.ToDictionary(f => f.Path, StringComparer.Ordinal);
        while (await tar.GetNextEntryAsync(cancellationToken: cancellationToken) is { } entry)
        {
            // Only names that the manifest lists, and none that lead out of the folder.
            if (!missing.Remove(entry.Name, out var file) || Path.IsPathRooted(file.Path) || file.Path.Split('/').Contains(".."))
                throw Damaged($"it holds {entry.Name}, which it should not.");
            await WriteAsync(entry, file, Path.Combine(fresh.Root, file.Path), cancellationToken);
        }
        // The tar ends before the packed stream does; only there stands the checksum that covers what lies between the files.
        await unpacked.CopyToAsync(Stream.Null, cancellationToken);
        return missing.Count == 0 ? manifest : throw Damaged($"{missing.Keys.First()} is missing.");
    }

    static async Task<BackupManifest> ManifestAsync(TarReader tar, CancellationToken cancellationToken)
    {
        var first = await tar.GetNextEntryAsync(cancellationToken: cancellationToken);
        if (first is not { Name: BackupManifest.Name, DataStream: { } text })
            throw Damaged("it does not begin with its list of files.");
        var manifest = await JsonSerializer.DeserializeAsync(text, BackupManifestJson.Default.BackupManifest, cancellationToken) ?? throw Damaged("its list of files is empty.");
        return manifest.Format <= BackupManifest.CurrentFormat ? manifest : throw new CommandException($"The backup was written by a newer candor ({manifest.Version}). Restore it with that one.");
    }

    static async Task WriteAsync(TarEntry entry, BackupFile file, string path, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using (var target = PrivateFile.Create(path, FileMode.CreateNew))
            if (entry.DataStream is { } content)
                await content.CopyToAsync(target, cancellationToken);
        await using var written = File.OpenRead(path);
        if (written.Length != file.Bytes || Convert.ToHexStringLower(await SHA256.HashDataAsync(written, cancellationToken)) != file.Sha256)
            throw Damaged($"{file.Path} is not what it was.");
    }

    static CommandException Damaged(string how) => new($"The backup is damaged: {how} Nothing was restored.", ExitCode.NotSo);
}
