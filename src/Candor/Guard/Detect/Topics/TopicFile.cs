namespace Candor.Guard.Detect.Topics;

/// <summary>
/// Reads a file of topic words: <c>topic: health</c>, then sections such as <c>[en strong]</c> with terms between commas. Every broken line is an
/// error with its place and how to mend it; the rest of the file still counts.
/// </summary>
sealed class TopicFile(string file, TermTableBuilder terms, List<ConfigError> errors)
{
    const int LongestLine = 160;
    const int LeastLetters = 3;

    static readonly string[] Languages = ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "tr"];
    static readonly string[] Kinds = ["strong", "weak", "act", "not"];

    readonly Dictionary<string, (int Line, string Kind)> seen = new(StringComparer.Ordinal);
    int line;
    int topic = -1;
    string language = "", kind = "";

    public void Read(string text)
    {
        foreach (var raw in text.Split('\n'))
        {
            line++;
            var content = raw.TrimEnd('\r', ' ');
            if (content.Length > LongestLine)
                Report(LongestLine + 1, $"is longer than {LongestLine} characters; break the line after a comma");
            if (content.Length > 0 && content[0] != '#')
                Line(content);
        }
        if (topic < 0 && !errors.Exists(e => e.File == file && e.Path == "topic"))
            errors.Add(new ConfigError(file, 0, 0, "topic", $"names no topic; write 'topic: {Category.Health}' on the first line"));
    }

    void Line(string content)
    {
        if (content[0] == '[')
            Section(content);
        else if (content.StartsWith("topic:", StringComparison.Ordinal))
            Topic(content["topic:".Length..].Trim());
        else if (kind.Length == 0)
            Report(1, "stands before any section; write [en strong] above it");
        else if (topic >= 0)
            Terms(content);
    }

    void Topic(string name)
    {
        if (topic >= 0)
        {
            Report(1, "names a second topic; give each its own file", "topic");
            return;
        }
        topic = Category.Topics.ToList().IndexOf(name);
        if (topic < 0)
            Report(1, $"'{name}' is no topic{Spelling.Hint(name, Category.Topics)}; topics are {string.Join(", ", Category.Topics)}", "topic");
    }

    void Section(string content)
    {
        var words = content.Trim('[', ']').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        (language, kind) = ("", "");
        if (content[^1] != ']' || words.Length != 2)
            Report(1, "is no section; write a language and a kind, such as [en strong]");
        else if (!Languages.Contains(words[0]))
            Report(2, $"'{words[0]}' is no language of this file{Spelling.Hint(words[0], Languages)}; languages are {string.Join(", ", Languages)}");
        else if (!Kinds.Contains(words[1]))
            Report(3 + words[0].Length, $"'{words[1]}' is no kind of term{Spelling.Hint(words[1], Kinds)}; kinds are {string.Join(", ", Kinds)}");
        else
            (language, kind) = (words[0], words[1]);
    }

    void Terms(string content)
    {
        for (var start = 0; start < content.Length;)
        {
            var end = content.IndexOf(',', start) is var comma and >= 0 ? comma : content.Length;
            var term = content[start..end].Trim();
            var column = start + 1 + (content[start..end].Length - content[start..end].TrimStart().Length);
            if (term.Length == 0)
                Report(column, "is an empty term; take out the comma before it");
            else
                Term(term, column);
            start = end + 1;
        }
    }

    void Term(string term, int column)
    {
        var words = TermTableBuilder.Split(term);
        if (words.Sum(w => w.Count(char.IsLetterOrDigit)) < LeastLetters)
            Report(column, $"'{term}' has fewer than {LeastLetters} letters and would be found everywhere; write it with a word beside it");
        else if (words.Any(w => w.IndexOf('*', StringComparison.Ordinal) is var star && star >= 0 && star < w.Length - 1))
            Report(column, $"'{term}' has a star that is not at a word's end; only a word's beginning can be fixed, such as schwanger*");
        else if (words.Any(w => w.EndsWith('*') && w.Length <= LeastLetters))
            Report(column, $"'{term}' has a star after fewer than {LeastLetters} letters; fix more of the word");
        else if (words.Length > TermReader.MostWords)
            Report(column, $"'{term}' has more than {TermReader.MostWords} words; shorten it");
        else if (term.Any(char.IsUpper))
            Report(column, $"'{term}' has capitals, which never count; write it in small letters");
        else if (!seen.TryAdd($"{language} {string.Join(' ', words)}", (line, kind)))
            Report(column, $"'{term}' stands on line {seen[$"{language} {string.Join(' ', words)}"].Line} already; keep one");
        else
            terms.Add(term, kind == "not" ? TermMeaning.Not(topic) : TermMeaning.Of(topic, Strength()), language == "en");
    }

    TopicStrength Strength() => kind switch { "strong" => TopicStrength.Strong, "act" => TopicStrength.Act, _ => TopicStrength.Weak };

    void Report(int column, string message, string path = "") => errors.Add(new ConfigError(file, line, column, path, message));
}
