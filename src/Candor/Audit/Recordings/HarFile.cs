using System.Text.Json;

namespace Candor.Audit.Recordings;

/// <summary>A recording of a browser or a proxy, read from start to end in bounded memory.</summary>
sealed class HarFile(string name, Stream stream) : IDisposable
{
    static readonly JsonDocumentOptions Forgiving = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 128 };

    readonly HarSkimmer skimmer = new(stream);
    readonly HarPages pages = new();
    int entries, unreadable, cut;

    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static HarFile Open(string path) =>
        new(Path.GetFileName(path), new FileStream(path, new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 0 }));

    public int Entries => entries;

    /// <summary>What the reader should know of the recording's state, in sentences; complete after <see cref="Read"/>.</summary>
    public IReadOnlyList<string> Remarks
    {
        get
        {
            var remarks = new List<string>();
            if (skimmer.Trouble.Length > 0)
                remarks.Add($"{name} {skimmer.Trouble}. What stands before that was read: {entries} requests.");
            if (unreadable > 0)
                remarks.Add($"{name}: {unreadable} entries could not be read and are left out.");
            if (cut > 0)
                remarks.Add($"{name}: {cut} entries carry more than {JsonPiece.LongestString >> 20} MB in one value; only the beginning was looked at.");
            return remarks;
        }
    }

    /// <summary>No request at all could be read.</summary>
    public bool IsEmpty => entries == 0;

    /// <summary>The file is no recording: not JSON, or JSON without a log.</summary>
    public bool IsBroken => entries == 0 && skimmer.Trouble.Length > 0;

    public string Trouble => skimmer.Trouble;

    public IEnumerable<AuditedPage> Pages => pages.Seen;

    /// <summary>Every message in the file's order. May be asked for once.</summary>
    public IEnumerable<ObservedRequest> Read()
    {
        foreach (var (isPage, json) in skimmer.Read())
        {
            var requests = isPage ? Page(json) : Entry(json);
            foreach (var request in requests)
                yield return request;
        }
    }

    IEnumerable<ObservedRequest> Page(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Forgiving);
            pages.Announce(document.RootElement.Text("id"), document.RootElement.Text("title"));
        }
        catch (JsonException)
        {
            // Titles are all that is lost.
        }
        return [];
    }

    IReadOnlyList<ObservedRequest> Entry(ReadOnlyMemory<byte> json)
    {
        cut += skimmer.WasCut ? 1 : 0;
        try
        {
            using var document = JsonDocument.Parse(json, Forgiving);
            var read = HarEntry.Read(document.RootElement, pages, skimmer.WasCut);
            if (read.Count == 0)
                unreadable++;
            else
                entries++;
            return read;
        }
        catch (JsonException)
        {
            unreadable++;
            return [];
        }
    }

    public void Dispose() => skimmer.Dispose();
}
