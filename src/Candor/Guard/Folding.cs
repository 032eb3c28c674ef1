namespace Candor.Guard;

/// <summary>Makes full-width letters, other scripts' digits and typographic dashes and spaces plain, character for character, so that places stay the same.</summary>
static class Folding
{
    /// <summary>False when there was nothing to fold.</summary>
    public static bool TryFold(ReadOnlySpan<char> text, Span<char> output)
    {
        var changed = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            output[i] = c < 128 ? c : Fold(c);
            changed |= output[i] != c;
        }
        return changed;
    }

    static char Fold(char c) => c switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        '\uFE6B' => '@',
        '\u00A0' or '\u2007' or '\u2009' or '\u202F' or '\u3000' => ' ',
        >= '\u2010' and <= '\u2015' or '\u2212' => '-',
        _ when char.IsDigit(c) => (char)('0' + (int)char.GetNumericValue(c)),
        _ => c,
    };
}
