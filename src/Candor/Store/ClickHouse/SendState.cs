using System.Text.Json;

namespace Candor.Store.ClickHouse;

/// <summary>
/// What a collector remembers of its sending, in a file of its own: its name, how far it surely came, and for each target the batch that
/// it began to send and has no certain answer for. That batch must be sent again exactly as it was cut, for only then does the server know it.
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

    /// <summary>The batch that target has to be sent first; null when it may be cut anew.</summary>
    public BatchCut? Begun(string target, long first) => content.Begun.TryGetValue(target, out var cut) && cut.First == first ? cut : null;

    /// <summary>Remembers on disk, before the first byte is sent, how the batch is cut.</summary>
    public void Begin(IEnumerable<string> targets, BatchCut cut, long position)
    {
        var news = false;
        foreach (var target in targets)
            if (Begun(target, cut.First) != cut)
                (content.Begun[target], news) = (cut, true);
        content.Position = position;
        if (news)
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
        public Dictionary<string, BatchCut> Begun { get; set; } = [];
    }
}
