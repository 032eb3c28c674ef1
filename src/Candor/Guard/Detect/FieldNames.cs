using System.Buffers;

namespace Candor.Guard.Detect;

/// <summary>Reads what a field's name, or the words before a value, say about the value.</summary>
static class FieldNames
{
    const int MostJoined = 4;
    const int WordsBefore = 4;
    const int CharactersBefore = 40;

    static readonly Vocabulary Names = Vocabulary.Load("Candor.Guard.Detect.field-names.txt");
    static readonly Vocabulary ContextWords = Vocabulary.Load("Candor.Guard.Detect.context-words.txt");

    static readonly SearchValues<char> NoWords = SearchValues.Create("0123456789 -./(),+:#");

    /// <summary>Few names make most of the traffic: a look-up costs a tenth of the work below.</summary>
    const int Remembered = 512;
    const int LongestRemembered = 32;

    [ThreadStatic] static (string? Name, KeyKind Kind)[]? memory;

    public static KeyKind Classify(ReadOnlySpan<char> name)
    {
        if (name.Length > LongestRemembered)
            return Read(name);
        ref var entry = ref (memory ??= new (string?, KeyKind)[Remembered])[string.GetHashCode(name) & (Remembered - 1)];
        if (entry.Name is null || !name.SequenceEqual(entry.Name))
            entry = (name.ToString(), Read(name));
        return entry.Kind;
    }

    static KeyKind Read(ReadOnlySpan<char> name)
    {
        var words = new Words(stackalloc char[Words.MostLetters], stackalloc byte[Words.Starts]);
        words.Cut(name);
        var found = KeyKind.None;
        var plain = true;
        for (var first = 0; first < words.Count; first++)
            for (var last = first; last < words.Count && last < first + MostJoined; last++)
            {
                var joined = words.Join(first, last);
                var kind = Names[joined];
                if (kind == KeyKind.None && last == first)
                    kind = Names[joined.TrimEnd("0123456789")];
                if (kind == KeyKind.None && last == first && joined.ContainsAnyExceptInRange('0', '9'))
                    plain = false;
                found |= kind;
            }
        return found == KeyKind.None ? found : Settle(found, words.Count, plain);
    }

    /// <summary>As <see cref="Classify"/>, for a name that is nothing but the words: <c>phone-number</c>, not <c>phone-cases</c>.</summary>
    public static KeyKind ClassifyWhole(ReadOnlySpan<char> name)
    {
        var words = new Words(stackalloc char[Words.MostLetters], stackalloc byte[Words.Starts]);
        words.Cut(name);
        return words.Count == 0 ? KeyKind.None : Names[words.Join(0, words.Count - 1)];
    }

    /// <summary>Where the words of one name say different things, decides.</summary>
    static KeyKind Settle(KeyKind kind, int words, bool plain)
    {
        if ((kind & KeyKind.NameWord) != 0 && (kind & KeyKind.Person) != 0)
            kind |= KeyKind.Name;
        if (words > 1)
            kind &= ~KeyKind.BareName;
        if (!plain)
            kind &= ~KeyKind.Opaque;
        if ((kind & KeyKind.Neutral) != 0 && words > 1)
            kind &= ~KeyKind.FreeText;
        if ((kind & (KeyKind.Ip | KeyKind.Email)) != 0)
            kind &= ~KeyKind.Address;
        if ((kind & KeyKind.Short) != 0)
            kind = (kind & KeyKind.UserData) != 0 || words == 1 ? kind : kind & ~KeyKind.Short;
        return kind;
    }

    /// <summary>Decides for names that speak of a person only beside other facts about one: <c>name</c>, and Meta's <c>fn</c>, <c>ph</c>, ….</summary>
    public static KeyKind Resolve(KeyKind kind, ReadOnlySpan<char> name, bool ofPerson)
    {
        if (!ofPerson)
            return kind;
        if ((kind & KeyKind.BareName) != 0)
            kind |= KeyKind.Name;
        if ((kind & KeyKind.Short) == 0)
            return kind;
        var last = name.TrimEnd("])[(");
        return kind | last[Math.Max(0, last.Length - 2)..] switch
        {
            "em" => KeyKind.Email,
            "ph" => KeyKind.Phone,
            "fn" or "ln" => KeyKind.Name,
            "db" => KeyKind.Birth,
            "ct" or "st" or "zp" => KeyKind.Address,
            _ => KeyKind.None,
        };
    }

    /// <summary>What the one or two words that end at <paramref name="end"/> say when they stand in running text.</summary>
    public static KeyKind LastWords(ReadOnlySpan<char> text, int end)
    {
        var words = new Words(stackalloc char[Words.MostLetters], stackalloc byte[Words.Starts]);
        words.Cut(text[Math.Max(0, end - 24)..end]);
        var last = words.Count - 1;
        if (last < 0)
            return KeyKind.None;
        var one = words.Join(last, last);
        var found = ContextWords[one] | Names[one];
        if (last > 0)
            found |= ContextWords[words.Join(last - 1, last)] | Names[words.Join(last - 1, last)];
        return found;
    }

    /// <summary>False for numbers and the signs between them, which say nothing of one another.</summary>
    public static bool HasWords(ReadOnlySpan<char> text) => text.ContainsAnyExcept(NoWords);

    /// <summary>What the last words before <paramref name="start"/> say.</summary>
    public static KeyKind Before(ReadOnlySpan<char> text, int start, int reach = CharactersBefore)
    {
        if (start == 0)
            return KeyKind.None;
        var from = Math.Max(0, start - reach);
        if (!HasWords(text[from..start]))
            return text[start - 1] == '#' ? KeyKind.Thing : KeyKind.None;
        var words = new Words(stackalloc char[Words.MostLetters], stackalloc byte[Words.Starts]);
        words.Cut(text[from..start]);
        var found = text[start - 1] == '#' ? KeyKind.Thing : KeyKind.None;
        for (var first = Math.Max(0, words.Count - WordsBefore); first < words.Count; first++)
            for (var last = first; last < words.Count && last < first + 3; last++)
            {
                var joined = words.Join(first, last);
                found |= ContextWords[joined] | Names[joined];
            }
        return found;
    }
}
