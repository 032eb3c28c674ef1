using System.Collections.Frozen;

namespace Candor.Guard.Detect;

/// <summary>Words and what they mean, from a text file inside the program.</summary>
sealed class Vocabulary
{
    readonly FrozenDictionary<string, KeyKind>.AlternateLookup<ReadOnlySpan<char>> words;

    Vocabulary(Dictionary<string, KeyKind> words) => this.words = words.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public KeyKind this[ReadOnlySpan<char> word] => words.TryGetValue(word, out var kind) ? kind : KeyKind.None;

    public static Vocabulary Load(string resource)
    {
        using var stream = typeof(Vocabulary).Assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"{resource} is not in the program.");
        return Parse(new StreamReader(stream).ReadToEnd());
    }

    /// <exception cref="FormatException">A line is not <c>kind: words</c>.</exception>
    public static Vocabulary Parse(string text)
    {
        var words = new Dictionary<string, KeyKind>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
                continue;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0 || !Enum.TryParse<KeyKind>(line[..colon].Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var kind))
                throw new FormatException($"line {number} is not 'kind: words'");
            foreach (var word in line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var joined = string.Concat(word.Where(char.IsLetterOrDigit)).ToLowerInvariant();
                words[joined] = words.GetValueOrDefault(joined) | kind;
            }
        }
        return new Vocabulary(words);
    }
}
