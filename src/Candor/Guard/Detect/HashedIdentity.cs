namespace Candor.Guard.Detect;

/// <summary>
/// The fingerprint of an identity is one: everybody who knows the address can make it. Told from a file's digest only by the field's
/// name, so it looks for nothing else.
/// </summary>
sealed class HashedIdentity : Detector
{
    const KeyKind Identities = KeyKind.Email | KeyKind.Phone | KeyKind.Name | KeyKind.Birth | KeyKind.Address | KeyKind.Short | KeyKind.UserData | KeyKind.UserId | KeyKind.GovernmentId | KeyKind.HealthId;

    public override KeyKind Keys => Identities;

    public override void Find(in Leaf leaf, Hits hits)
    {
        if (leaf.Place != Place.Path && TextShape.IsHash(leaf.Text))
            hits.All(leaf, Category.HashedId, "a fingerprint in a field for an identity");
    }
}
