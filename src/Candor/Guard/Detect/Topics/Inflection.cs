namespace Candor.Guard.Detect.Topics;

/// <summary>
/// Words change their endings, and compounds go on: <c>uzależnienie</c> and <c>uzależnienia</c>, <c>kanser</c> and <c>kanseri</c>. A long word that
/// names a topic is therefore also looked for by its beginning. English has plurals only, which the table knows; short words would begin others.
/// </summary>
static class Inflection
{
    /// <summary>What is left of a word is never shorter.</summary>
    const int LeastStem = 5;

    /// <summary>The term with its long words left open; null where none is.</summary>
    public static string? Of(string term, string language)
    {
        var words = TermTableBuilder.Split(term);
        var changed = false;
        for (var i = 0; i < words.Length; i++)
            if (Open(words[i], language) is { } open)
                (words[i], changed) = (open, true);
        return changed ? string.Join(' ', words) : null;
    }

    static string? Open(string word, string language) => language switch
    {
        _ when word[^1] == '*' || word.Length < Least(language) => null,
        "pl" or "es" or "it" or "pt" when word[^1] is 'a' or 'e' or 'i' or 'o' or 'u' or 'y' && word.Length > LeastStem => word[..^1] + "*",
        "en" or "es" or "it" or "pt" => null,
        _ => word + "*",
    };

    /// <summary>The shortest word that is opened.</summary>
    static int Least(string language) => language switch { "tr" => LeastStem, "pl" or "sv" => LeastStem + 1, _ => LeastStem + 2 };
}
