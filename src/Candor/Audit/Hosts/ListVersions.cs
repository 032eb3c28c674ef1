using System.Security.Cryptography;
using System.Text.Json;

namespace Candor.Audit.Hosts;

/// <summary>
/// Lists that the owner took after the program came: one folder a version, the one in use named by a file, the one before kept for going back.
/// </summary>
/// <param name="folder">Of the data folder; it need not exist.</param>
/// <param name="packaged">The lists that came with the program.</param>
sealed class ListVersions(string folder, string packaged)
{
    const int MostBytes = 64 << 20;

    /// <summary>The folder that audits read.</summary>
    public string Current => Named("current") is { } name && Directory.Exists(Path.Combine(folder, name)) ? Path.Combine(folder, name) : packaged;

    public bool HasPrevious => Named("previous") is not null;

    /// <summary>Checks the new lists one by one, puts them beside those that they do not replace, and uses them from now on.</summary>
    /// <param name="read">The bytes of one of the new files, such as <c>manifest.json</c>.</param>
    /// <param name="sha256">What the manifest's SHA-256 must be; null when nothing was said.</param>
    /// <exception cref="FormatException">A list is not what the manifest says; nothing was changed.</exception>
    public async Task<IReadOnlyList<ListFile>> InstallAsync(Func<string, Task<byte[]>> read, string? sha256, CancellationToken cancellationToken)
    {
        var manifest = await read("manifest.json");
        if (sha256 is not null && !string.Equals(Hex(manifest), sha256, StringComparison.OrdinalIgnoreCase))
            throw new FormatException($"manifest.json has the SHA-256 {Hex(manifest)}, not the one that was named. The lists were not taken.");
        var lists = Parse(manifest);
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var mistakes = new List<string>();
        foreach (var list in lists)
        {
            if (list.File.Length == 0 || list.File.AsSpan().ContainsAny('/', '\\') || list.File[0] == '.')
            {
                mistakes.Add($"manifest.json: {list.File} is no name of a file.");
                continue;
            }
            var bytes = files[list.File] = await read(list.File);
            if (bytes.Length > MostBytes)
                mistakes.Add($"{list.File} has {bytes.Length} bytes; {MostBytes} are the most that a list may have.");
            else if (Hex(bytes) != list.Sha256)
                mistakes.Add($"{list.File} has the SHA-256 {Hex(bytes)}; manifest.json says {list.Sha256}.");
        }
        if (mistakes.Count > 0)
            throw new FormatException(string.Join(Environment.NewLine, mistakes.Append("The lists were not taken.")));
        await KeepAsync(lists, files, cancellationToken);
        return ListFile.All(Current);
    }

    /// <summary>Takes the version before; once more takes the later one again.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public void GoBack()
    {
        var previous = Named("previous") ?? throw new FormatException("There is no version before this one: no lists were taken yet.");
        Name("previous", Named("current") ?? "packaged");
        Name("current", previous);
    }

    async Task KeepAsync(IReadOnlyList<ListFile> lists, Dictionary<string, byte[]> files, CancellationToken cancellationToken)
    {
        var basis = Current;
        var kept = ListFile.All(basis).Where(l => !files.ContainsKey(l.File) && l.Read(basis) is not null).ToList();
        var all = new ListFile.Manifest([.. lists, .. kept]);
        var manifest = JsonSerializer.SerializeToUtf8Bytes(all, ListFileJson.Default.Manifest);
        var name = Hex(manifest)[..16];
        var building = Path.Combine(folder, $".{name}.new");
        if (Directory.Exists(building))
            Directory.Delete(building, recursive: true);
        Directory.CreateDirectory(building);
        foreach (var (file, bytes) in files)
            await File.WriteAllBytesAsync(Path.Combine(building, file), bytes, cancellationToken);
        foreach (var list in kept)
            File.Copy(Path.Combine(basis, list.File), Path.Combine(building, list.File));
        await File.WriteAllBytesAsync(Path.Combine(building, "manifest.json"), manifest, cancellationToken);
        Tried(building);
        var before = Named("current") ?? "packaged";
        if (name == before)
        {
            Directory.Delete(building, recursive: true);
            return;
        }
        if (Directory.Exists(Path.Combine(folder, name)))
            Directory.Delete(Path.Combine(folder, name), recursive: true);
        Directory.Move(building, Path.Combine(folder, name));
        Name("previous", before);
        Name("current", name);
        foreach (var old in Directory.GetDirectories(folder))
            if (Path.GetFileName(old) != name && Path.GetFileName(old) != before)
                Directory.Delete(old, recursive: true);
    }

    /// <summary>A list may be what its manifest says and still be no list.</summary>
    static void Tried(string building)
    {
        try
        {
            if (AuditKnowledge.Load(building).Suffixes.RegistrableDomain("a.b.example.co.uk") is not "example.co.uk")
                throw new IOException("its public-suffixes.txt knows no co.uk");
        }
        catch (IOException e)
        {
            Directory.Delete(building, recursive: true);
            throw new FormatException($"With these lists nothing can be audited: {e.Message}. They were not taken.");
        }
    }

    static IReadOnlyList<ListFile> Parse(byte[] manifest)
    {
        try
        {
            return JsonSerializer.Deserialize(manifest, ListFileJson.Default.Manifest) is { Lists: { Count: > 0 } lists } && lists.All(l => l is { File: not null, Sha256: not null, Name: not null, Licence: not null }) ? lists
                : throw new FormatException("manifest.json names no lists, or a list without its file, name, licence or SHA-256. data/manifest.json of the program shows how one looks.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"manifest.json:{e.LineNumber + 1}: is no manifest of lists: {e.Message.Split(" LineNumber")[0]}");
        }
    }

    string? Named(string what) => File.Exists(Path.Combine(folder, what)) ? File.ReadAllText(Path.Combine(folder, what)).Trim() : null;

    void Name(string what, string name)
    {
        var path = Path.Combine(folder, what);
        File.WriteAllText(path + ".new", name + "\n");
        File.Move(path + ".new", path, overwrite: true);
    }

    static string Hex(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
