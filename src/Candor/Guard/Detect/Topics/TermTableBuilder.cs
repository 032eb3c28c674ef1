namespace Candor.Guard.Detect.Topics;

/// <summary>Collects terms; the same term may come from several files.</summary>
sealed class TermTableBuilder
{
    /// <summary>A phrase so long is also looked for with its words joined, as hosts and tags write it.</summary>
    const int LeastJoined = 9;

    readonly List<TermTable.Node> nodes = [new()];
    readonly Dictionary<ulong, int> edges = [];
    readonly HashSet<ulong> first = [];
    readonly HashSet<ulong> prefixes = [];

    /// <param name="term">Words with one space between them; a star at a word's end lets it go on.</param>
    /// <param name="plural">English: <c>therapy</c> stands for <c>therapies</c> too.</param>
    public void Add(string term, TermMeaning meaning, bool plural = false)
    {
        var words = Split(term);
        Enter(words, meaning);
        if (plural && words[^1] is [.., not ('a' or 'e' or 'i' or 'o' or 'u'), 'y'] last)
            Enter([.. words[..^1], last[..^1] + "ies"], meaning);
        if (words.Length > 1 && !term.Contains('*', StringComparison.Ordinal) && string.Concat(words) is { Length: >= LeastJoined } joined)
            Enter([joined], meaning);
    }

    public TermTable Build() => new(nodes, edges, first, prefixes);

    /// <summary>The words as a text's tokens have them: folded, parted at signs, without apostrophes.</summary>
    public static string[] Split(string term)
    {
        var words = new List<string>();
        var word = new System.Text.StringBuilder();
        foreach (var c in term)
        {
            var letter = TermHash.Letter(c);
            if (letter > '\u0001')
                word.Append(letter);
            else if (c == '*')
                word.Append(c);
            else if (letter == '\0')
                End();
        }
        End();
        return [.. words];

        void End()
        {
            if (word.Length > 0)
                words.Add(word.ToString());
            word.Clear();
        }
    }

    void Enter(string[] words, TermMeaning meaning)
    {
        var node = 0;
        foreach (var word in words)
        {
            var prefix = word[^1] == '*';
            var hash = TermHash.Of(word);
            if (prefix)
                prefixes.Add(hash);
            else if (node == 0)
                first.Add(hash);
            var key = TermHash.Edge(node, hash, prefix);
            nodes[node].GoesOn = true;
            if (!edges.TryGetValue(key, out var next))
            {
                next = nodes.Count;
                nodes.Add(new TermTable.Node());
                edges.Add(key, next);
            }
            node = next;
        }
        nodes[node].Meaning = nodes[node].Meaning.With(meaning);
    }
}
