namespace Candor.Guard.Detect;

/// <summary>Ids of one device in fields named so: advertising ids, IMEI, MAC addresses. What outlives a visit and follows its owner from site to site.</summary>
sealed class DeviceIdField : Detector
{
    const int Least = 12;

    public override KeyKind Keys => KeyKind.Device;

    public override void Find(in Leaf leaf, Hits hits)
    {
        var text = leaf.Text;
        if (leaf.Place != Place.Path && text.Length is >= Least and <= 64 && !text.Contains(' ') && HasDigits(text))
            hits.All(leaf, Category.HashedId, "an id of a device");
    }

    /// <summary>Not <c>living-room-lamp</c>.</summary>
    static bool HasDigits(ReadOnlySpan<char> text) => TextShape.Digits(text) >= 3;
}
