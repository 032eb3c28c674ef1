using Candor.Guard.Detect;

namespace Candor.Guard.Policy;

/// <summary>Files with topic words of the owner's own, as they stood when the policy was read.</summary>
/// <param name="Paths">Absolute, those that could not be read among them.</param>
sealed record VocabularyFiles(IReadOnlyList<(string File, string Text)> All, IReadOnlyList<string> Paths)
{
    const int MostBytes = 1 << 20;

    public static VocabularyFiles None { get; } = new([], []);

    /// <summary><c>vocabulary: [my-words.txt]</c>; paths are relative to the configuration file.</summary>
    public static VocabularyFiles Read(ConfigNode node, ConfigFile file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file.Name)) ?? "";
        var all = new List<(string, string)>();
        IReadOnlyList<string> names = node.Texts() ?? [];
        foreach (var name in names)
            try
            {
                var path = Path.Combine(folder, name);
                if (new FileInfo(path) is { Exists: true, Length: > MostBytes })
                    node.Report($"\"{name}\" is larger than 1 MB; a vocabulary is some hundred words");
                else
                    all.Add((name, File.ReadAllText(path)));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                node.Report($"\"{name}\" cannot be read: {e.Message}");
            }
        return names.Count == 0 ? None : new VocabularyFiles(all, [.. names.Select(n => Path.Combine(folder, n))]);
    }

    /// <summary>The packaged words and these; every broken line is a mistake of the configuration file.</summary>
    public TopicVocabulary Vocabulary(ConfigFile file)
    {
        if (All.Count == 0)
            return TopicVocabulary.Packaged;
        var errors = new List<ConfigError>();
        var vocabulary = TopicVocabulary.Read(All, errors);
        errors.ForEach(file.Add);
        return vocabulary;
    }
}
