namespace Candor.Guard.Detect;

/// <summary>Passwords, codes and tokens in fields named so.</summary>
sealed class SecretField : Detector
{
    const int LeastToken = 6;
    const int LeastInPath = 8;
    const int LeastMaybe = 16;

    public override KeyKind Keys => KeyKind.Secret | KeyKind.Token | KeyKind.MaybeToken;

    public override void Find(in Leaf leaf, Hits hits)
    {
        if (TextShape.IsTrivial(leaf.Text) || leaf.Has(KeyKind.ClickId))
            return;
        if (leaf.Place == Place.Path)
        {
            if (TextShape.IsRandom(leaf.Text, LeastInPath))
                hits.All(leaf, Category.Credential, "a random part of a path after a word such as reset or token");
        }
        else if (leaf.Has(KeyKind.Secret) && (!leaf.Has(KeyKind.Neutral) || IsCode(leaf.Text)))
        {
            hits.All(leaf, Category.Credential, "a field for a secret");
        }
        else if (leaf.Has(KeyKind.Token) ? IsToken(leaf.Text) : leaf.Has(KeyKind.MaybeToken) && TextShape.IsRandom(leaf.Text, LeastMaybe))
        {
            hits.All(leaf, Category.Credential, "a token in a field named so");
        }
    }

    /// <summary>A one-time code, where the name could also be of something about one: <c>otp_code_status</c>.</summary>
    static bool IsCode(ReadOnlySpan<char> text) => text.Length is >= 4 and <= 8 && !text.ContainsAnyExceptInRange('0', '9');

    /// <summary>Not the word "design-token": no spaces, and a digit or mixed case, or too long for a word.</summary>
    static bool IsToken(ReadOnlySpan<char> text) =>
        text.Length >= LeastToken && (text.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || text.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)
        || (!text.Contains(' ') && (text.ContainsAnyInRange('0', '9') || text.Length >= 24 || IsMixedCase(text))));

    static bool IsMixedCase(ReadOnlySpan<char> text) => text[1..].ContainsAnyInRange('A', 'Z') && text.ContainsAnyInRange('a', 'z') && text.Length >= 10;
}
