namespace Candor.Guard.Detect;

/// <summary>Fields in which people write whatever moves them: <c>message</c>, <c>comments</c>, <c>reason</c>. Dropped unread, for no detector knows all that may stand there.</summary>
sealed class FreeTextField : Detector
{
    public override KeyKind Keys => KeyKind.FreeText | KeyKind.Opaque;

    public override void Find(in Leaf leaf, Hits hits)
    {
        if (TextShape.IsTrivial(leaf.Text) || leaf.Place == Place.Path)
            return;
        if (leaf.Has(KeyKind.FreeText) ? !IsNumber(leaf.Text) : leaf.Place == Place.Form && IsLong(leaf.Text))
            hits.All(leaf, Category.FreeText, "a field for free text");
    }

    /// <summary><c>comments: 12</c> counts them.</summary>
    static bool IsNumber(ReadOnlySpan<char> text) => text.Length <= 9 && !text.ContainsAnyExceptInRange('0', '9');

    /// <summary>In a form field whose name says nothing, a sentence.</summary>
    static bool IsLong(ReadOnlySpan<char> text) => text.Length > 40 || text.Count(' ') >= 4;
}
