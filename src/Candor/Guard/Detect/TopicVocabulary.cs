using Candor.Guard.Detect.Topics;

namespace Candor.Guard.Detect;

/// <summary>The words of every topic, and those that say what kind of page it is: what comes with the program and what the owner adds.</summary>
sealed class TopicVocabulary
{
    const string Folder = "Candor.Guard.Detect.Topics.";

    TopicVocabulary(TermTable terms, PageKinds kinds)
    {
        Terms = terms;
        Kinds = kinds;
    }

    public static TopicVocabulary Packaged { get; } = ReadPackaged();

    public TermTable Terms { get; }

    public PageKinds Kinds { get; }

    /// <summary>The packaged words and the owner's beside them.</summary>
    /// <param name="own">Files of the same form as the packaged ones: the name for errors, and the text.</param>
    /// <param name="errors">Gets every broken line.</param>
    public static TopicVocabulary Read(IEnumerable<(string File, string Text)> own, List<ConfigError> errors)
    {
        var terms = new TermTableBuilder();
        var kinds = ReadPackaged(terms, errors);
        foreach (var (file, text) in own)
            new TopicFile(file, terms, errors).Read(text);
        return new TopicVocabulary(terms.Build(), kinds);
    }

    static TopicVocabulary ReadPackaged()
    {
        var errors = new List<ConfigError>();
        var terms = new TermTableBuilder();
        var kinds = ReadPackaged(terms, errors);
        return errors.Count == 0 ? new TopicVocabulary(terms.Build(), kinds)
            : throw new InvalidOperationException("Words inside the program are broken:\n" + string.Join('\n', errors));
    }

    static PageKinds ReadPackaged(TermTableBuilder terms, List<ConfigError> errors)
    {
        foreach (var topic in Category.Topics)
            if (Resource($"{Folder}{topic}.txt") is { } text)
                new TopicFile($"{topic}.txt", terms, errors).Read(text);
        return PageKindFile.Read(Resource("Candor.Guard.Detect.page-kinds.txt")!, terms);
    }

    static string? Resource(string name)
    {
        using var stream = typeof(TopicVocabulary).Assembly.GetManifestResourceStream(name);
        return stream is null ? null : new StreamReader(stream).ReadToEnd();
    }
}
