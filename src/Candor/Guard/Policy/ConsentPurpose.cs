namespace Candor.Guard.Policy;

/// <summary>What a visitor is asked about.</summary>
enum ConsentPurpose : byte
{
    Analytics,
    Ads,
}
