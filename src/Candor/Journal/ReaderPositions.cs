using System.Text.Json;

namespace Candor.Journal;

/// <summary>
/// Named positions and the mark below which segments may be gone, in one small file: a line framed like a record, replaced by
/// renaming, so that it is the old or the new one and a flipped bit shows.
/// </summary>
sealed class ReaderPositions
{
    public const string FileName = "positions.json";
    const string Remedy = "It only holds what may be deleted. Move the file away: readers enter their positions again, and until then nothing is deleted.";

    readonly IJournalFiles files;
    long version;

    ReaderPositions(IJournalFiles files) => this.files = files;

    public SortedDictionary<string, long> Readers { get; } = new(StringComparer.Ordinal);

    /// <summary>Records below may have been deleted. Durable before the first of them is.</summary>
    public long DeletedBelow { get; set; } = 1;

    /// <summary>Where the reader furthest back stands; 0, before everything, when there is none.</summary>
    public long Slowest => Readers.Count == 0 ? 0 : Readers.Values.Min();

    public long Fastest => Readers.Count == 0 ? 1 : Readers.Values.Max();

    public static ReaderPositions Load(IJournalFiles files)
    {
        var positions = new ReaderPositions(files);
        if (files.List().Any(entry => entry.Name == FileName))
        {
            positions.Read();
        }

        return positions;
    }

    public void Save()
    {
        var payload = Payload();
        var line = new byte[payload.Length + RecordLine.MaxHeaderBytes];
        var length = RecordLine.Write(line, payload, version + 1, 0);
        using (var file = files.Create(FileName + JournalRecovery.Unfinished))
        {
            file.Write(line.AsSpan(0, length), 0);
            file.Sync();
        }

        files.Rename(FileName + JournalRecovery.Unfinished, FileName);
        files.SyncDirectory();
        version++;
    }

    void Read()
    {
        using var file = files.Open(FileName);
        var lines = new SegmentLines(file, 0, file.Length);
        if (!lines.TryNext(out var line) || !lines.Terminated || file.Length != line.Length + 1
            || !RecordLine.TryRead(line, out version, out _, out _))
        {
            throw new JournalCorruptException(Path.Combine(files.Directory, FileName), 0, "the readers' positions are damaged.", Remedy);
        }

        using var document = JsonDocument.Parse(line.ToArray());
        DeletedBelow = document.RootElement.GetProperty("deleted_below").GetInt64();
        foreach (var reader in document.RootElement.GetProperty("readers").EnumerateObject())
        {
            Readers[reader.Name] = reader.Value.GetInt64();
        }
    }

    byte[] Payload()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("deleted_below", DeletedBelow);
            json.WriteStartObject("readers");
            foreach (var (name, position) in Readers)
            {
                json.WriteNumber(name, position);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}
