namespace Candor.Guard.Detect;

/// <summary>A person's name in a field named so, in ten languages.</summary>
sealed class PersonNameField : Detector
{
    public override KeyKind Keys => KeyKind.Name | KeyKind.BareName | KeyKind.Opaque;

    public override void Find(in Leaf leaf, Hits hits)
    {
        if (leaf.Place == Place.Path || TextShape.IsTrivial(leaf.Text) || !HasLetter(leaf.Text))
            return;
        if (leaf.Has(KeyKind.Name))
            hits.All(leaf, Category.Name, "a field for a person's name");
        else if (leaf.Place == Place.Form && (leaf.Has(KeyKind.BareName) || (leaf.Has(KeyKind.Opaque) && LooksLikeName(leaf.Text))))
            hits.All(leaf, Category.Name, "a name in a form");
    }

    static bool HasLetter(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (char.IsLetter(c))
                return true;
        return false;
    }

    /// <summary>Two to four capitalised words and nothing else.</summary>
    public static bool LooksLikeName(ReadOnlySpan<char> text)
    {
        var words = 0;
        foreach (var range in text.Split(' '))
        {
            var word = text[range];
            if (word.Length == 0)
                continue;
            if (++words > 4 || !char.IsUpper(word[0]) || word.Length < 2 || !IsNameWord(word[1..]))
                return false;
        }
        return words >= 2;
    }

    static bool IsNameWord(ReadOnlySpan<char> rest)
    {
        foreach (var c in rest)
            if (!char.IsLetter(c) && c is not ('-' or '\'' or '’' or '.'))
                return false;
        return true;
    }
}
