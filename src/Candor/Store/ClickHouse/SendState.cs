using System.Text.Json;

namespace Candor.Store.ClickHouse;

/// <summary>
/// What a collector remembers of its sending, in a file of its own: its name, how far it surely came, and the batches that it began to
/// send and that not every target has surely stored. Those must be sent again exactly as they were cut, for only then do the servers know them.
/// </summary>
sealed class SendState
{
    const string FileName = "collector.json";

    readonly string path;
    readonly Content content;

    SendState(string path, Content content) => (this.path, this.content) = (path, content);

    public string Collector => content.Collector;

    /// <summary>Everything before it is stored everywhere; more may be.</summary>
    public long Position => content.Position;

    public static SendState Open(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = System.IO.Path.Combine(folder, FileName);
        if (File.Exists(path))
            return new(path, JsonSerializer.Deserialize<Content>(File.ReadAllBytes(path))!);
        var state = new SendState(path, new Content { Collector = $"c_{Guid.NewGuid():N}"[..14] });
        state.Write();
        return state;
    }

    /// <summary>The batch that was begun at that record; null when it may be cut anew.</summary>
    public BatchCut? Begun(long first) => content.Begun.Find(c => c.First == first);

    /// <summary>Remembers on disk, before the first byte is sent, how the batch is cut.</summary>
    /// <param name="needed">Nobody lacks what lies before it.</param>
    public void Begin(BatchCut cut, long needed)
    {
        content.Position = needed;
        if (content.Begun.Contains(cut))
            return;
        content.Begun.RemoveAll(c => c.Last < needed);
        content.Begun.Add(cut);
        Write();
    }

    /// <summary>Everyone who was sent it has it. The file learns of it with the next batch: to send it once more would do no harm.</summary>
    public void Done(BatchCut cut) => content.Begun.Remove(cut);

    /// <summary>Where a node was when it was last asked; null when it never was.</summary>
    public ShardPlace? PlaceOf(string node) => content.Places.GetValueOrDefault(node);

    public void Placed(IEnumerable<(string Node, ShardPlace Place)> places)
    {
        var now = places.ToDictionary(p => p.Node, p => p.Place);
        if (now.Count == content.Places.Count && now.All(p => PlaceOf(p.Key) == p.Value))
            return;
        content.Places = now;
        Write();
    }

    void Write()
    {
        var written = path + ".new";
        using (var file = new FileStream(written, FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(file, content);
            file.Flush(flushToDisk: true);
        }

        File.Move(written, path, overwrite: true);
    }

    sealed class Content
    {
        public string Collector { get; set; } = "";
        public long Position { get; set; } = 1;
        public Dictionary<string, ShardPlace> Places { get; set; } = [];
        public List<BatchCut> Begun { get; set; } = [];
    }
}
