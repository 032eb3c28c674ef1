using System.IO.Compression;
using System.Net;

namespace Candor.Cli.Audits;

/// <summary>Where new lists are read from: a mirror's address, a folder, or a zip file that was carried here.</summary>
sealed class ListOrigin : IDisposable
{
    const int MostBytes = 64 << 20;

    readonly string from;
    readonly HttpClient? mirror;
    readonly ZipArchive? zip;

    /// <exception cref="CommandException">It is none of these.</exception>
    public ListOrigin(string from, bool isPinned)
    {
        this.from = from;
        if (Uri.TryCreate(from, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            if (address!.Scheme == "http" && !isPinned)
                throw new CommandException($"{from}: nothing protects http on its way here. Use https, or name the manifest's SHA-256 with --sha256.", ExitCode.WrongUse);
            mirror = new HttpClient { BaseAddress = new Uri(from.EndsWith('/') ? from : from + "/"), Timeout = TimeSpan.FromMinutes(2), MaxResponseContentBufferSize = MostBytes };
        }
        else if (File.Exists(from))
        {
            zip = Open(from);
        }
        else if (!Directory.Exists(from))
        {
            throw new CommandException($"{from}: there is no such folder or zip file, and it is no address. It has to hold manifest.json and the lists that it names.", ExitCode.WrongUse);
        }
    }

    /// <exception cref="CommandException">The file is not there.</exception>
    public async Task<byte[]> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return mirror is not null ? await mirror.GetByteArrayAsync(new Uri(file, UriKind.Relative), cancellationToken)
                : zip is not null ? await UnpackAsync(zip.GetEntry(file) ?? throw new FileNotFoundException("it is not in the zip file"), cancellationToken)
                : await File.ReadAllBytesAsync(Path.Combine(from, file), cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new CommandException($"{from}: {file} cannot be read: {(e is HttpRequestException { StatusCode: HttpStatusCode status } ? $"the mirror answers {(int)status}" : e.Message)}. The lists stay as they are.");
        }
    }

    static async Task<byte[]> UnpackAsync(ZipArchiveEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Length > MostBytes)
            throw new InvalidDataException($"it has {entry.Length} bytes, more than a list may have");
        await using var packed = await entry.OpenAsync(cancellationToken);
        var bytes = new byte[entry.Length];
        await packed.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    static ZipArchive Open(string path)
    {
        try
        {
            return ZipFile.OpenRead(path);
        }
        catch (InvalidDataException)
        {
            throw new CommandException($"{path} is no zip file. Pack manifest.json and the lists that it names into one.", ExitCode.WrongUse);
        }
    }

    public void Dispose()
    {
        mirror?.Dispose();
        zip?.Dispose();
    }
}
