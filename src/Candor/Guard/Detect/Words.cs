namespace Candor.Guard.Detect;

/// <summary>A name cut into its words - at capitals, digits' ends and signs - folded to lower case without accents and joined without gaps.</summary>
ref struct Words
{
    const int MostWords = 12;

    readonly Span<char> letters;
    readonly Span<byte> starts;
    int length;

    /// <param name="letters">At most 255 characters.</param>
    /// <param name="starts">One more than the words wanted.</param>
    public Words(Span<char> letters, Span<byte> starts)
    {
        this.letters = letters;
        this.starts = starts;
    }

    public const int MostLetters = 96;

    public const int Starts = MostWords + 1;

    public int Count { get; private set; }

    /// <summary>The words from <paramref name="first"/> to <paramref name="last"/> as one.</summary>
    public readonly ReadOnlySpan<char> Join(int first, int last) => letters[starts[first]..(last + 1 < Count ? starts[last + 1] : length)];

    public void Cut(ReadOnlySpan<char> text)
    {
        length = 0;
        Count = 0;
        var before = ' ';
        foreach (var c in text)
        {
            if (length == letters.Length)
                break;
            if (!char.IsLetterOrDigit(c))
            {
                before = ' ';
                continue;
            }
            if (before == ' ' || (char.IsUpper(c) && char.IsLower(before)))
            {
                if (Count == MostWords)
                    break;
                starts[Count++] = (byte)length;
            }
            letters[length++] = Fold(c);
            before = c;
        }
    }

    /// <summary>Lower case; an accented Latin letter becomes the plain one.</summary>
    public static char Fold(char c)
    {
        if (c < 128)
            return char.ToLowerInvariant(c);
        return char.ToLowerInvariant(c) switch
        {
            'à' or 'á' or 'â' or 'ã' or 'ä' or 'å' or 'ā' or 'ą' => 'a',
            'ç' or 'ć' or 'č' => 'c',
            'è' or 'é' or 'ê' or 'ë' or 'ē' or 'ę' or 'ě' => 'e',
            'ğ' => 'g',
            'ì' or 'í' or 'î' or 'ï' or 'ı' or 'ī' => 'i',
            'ł' => 'l',
            'ñ' or 'ń' or 'ň' => 'n',
            'ò' or 'ó' or 'ô' or 'õ' or 'ö' or 'ø' or 'ő' => 'o',
            'ś' or 'š' or 'ş' or 'ß' => 's',
            'ù' or 'ú' or 'û' or 'ü' or 'ű' or 'ů' => 'u',
            'ý' or 'ÿ' => 'y',
            'ź' or 'ż' or 'ž' => 'z',
            var other => other,
        };
    }
}
