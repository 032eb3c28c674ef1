namespace Candor.Guard.Detect;

/// <summary>
/// Finds one kind of thing in a text. Pure: the same text gives the same hits, nothing is kept, nothing is thrown.
/// Linear in the text's length, whatever stands in it.
/// </summary>
abstract class Detector
{
    /// <summary>Runs when one of these signals is in the text …</summary>
    public virtual Signals Needs => Signals.None;

    /// <summary>… or when the field's name is one of these kinds.</summary>
    public virtual KeyKind Keys => KeyKind.None;

    /// <summary>Nothing is found in fewer characters by signal alone.</summary>
    public virtual int Shortest => 0;

    public abstract void Find(in Leaf leaf, Hits hits);
}
