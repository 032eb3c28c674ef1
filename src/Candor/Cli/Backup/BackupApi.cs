using System.Formats.Tar;
using System.IO.Compression;
using System.Reflection;
using System.Text.Json;
using Candor.Journal;
using Candor.Sites.Access;
using Candor.Store;

namespace Candor.Cli.Backup;

/// <summary>The data folder as one file, over the private socket only: it holds every secret of the installation.</summary>
static class BackupApi
{
    public static void MapBackup(this IEndpointRouteBuilder routes) => routes.MapGet("/api/backup", WriteAsync).RequireAuthorization(Policies.Own);

    static async Task WriteAsync(HttpContext context, ServerSettings settings, IEventStore store, EventJournal journal, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!ControlConnection.Is(context))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        using var copy = await BackupStage.CopyAsync(settings.Data, store, journal, cancellationToken);
        var manifest = copy.Describe(ProgramVersion, time.GetUtcNow());
        context.Response.ContentType = "application/gzip";
        await using var packed = new GZipStream(context.Response.Body, CompressionLevel.Fastest, leaveOpen: true);
        await using var tar = new TarWriter(packed, TarEntryFormat.Pax, leaveOpen: true);
        await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, BackupManifest.Name)
        {
            DataStream = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(manifest, BackupManifestJson.Default.BackupManifest)),
            Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }, cancellationToken);
        foreach (var file in manifest.Files)
            await tar.WriteEntryAsync(copy.PathOf(file), file.Path, cancellationToken);
    }

    static string ProgramVersion => typeof(BackupApi).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
}
