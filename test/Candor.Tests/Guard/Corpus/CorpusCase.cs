using System.Text.Json;

namespace Candor.Tests.Guard.Corpus;

/// <summary>
/// One line of the corpus: <c>{"id", "kind": "sensitive" | "benign", "why", "event": {name, url, title, referrer, properties, form}, "secrets",
/// "categories", "keeps", "drop"}</c>. No secret may stand in what is stored, the categories are the least to be named, and what is in
/// <c>keeps</c> stays. <c>"drop": true</c> says that nothing of the event is worth keeping.
/// </summary>
/// <param name="File">The file's name without its ending; its first word is the part: <c>dev</c>, <c>held-out</c> or <c>fresh</c>.</param>
sealed record CorpusCase(string File, string Id, bool Sensitive, string[] Secrets, string[] Categories, string[] Keeps, bool MayDrop, string Line)
{
    static readonly string Folder = Path.Combine(Repository.Root, "test/Candor.Tests/Guard/Corpus");

    static readonly string[] Parts = ["dev", "held-out", "fresh", "blind"];

    public static IReadOnlyList<CorpusCase> All { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.jsonl").Order(StringComparer.Ordinal).SelectMany(file => System.IO.File.ReadLines(file).Select(line => Read(Path.GetFileNameWithoutExtension(file), line)))];

    public string Part => Parts.First(part => File.StartsWith(part, StringComparison.Ordinal));

    public JsonElement Event => JsonElement.Parse(Line).GetProperty("event");

    static CorpusCase Read(string file, string line)
    {
        var root = JsonElement.Parse(line);
        return new CorpusCase(file, root.GetProperty("id").GetString()!, root.GetProperty("kind").GetString() == "sensitive",
            Texts(root, "secrets"), Texts(root, "categories"), Texts(root, "keeps"), root.TryGetProperty("drop", out var drop) && drop.GetBoolean(), line);
    }

    static string[] Texts(JsonElement root, string name) => [.. root.GetProperty(name).EnumerateArray().Select(e => e.GetString()!)];
}
