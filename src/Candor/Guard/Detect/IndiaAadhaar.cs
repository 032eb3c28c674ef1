namespace Candor.Guard.Detect;

/// <summary>India's Aadhaar: twelve digits, not starting with 0 or 1, Verhoeff.</summary>
sealed class IndiaAadhaar : NumberDetector
{
    public override string Why => "twelve digits with the check digit of an Aadhaar number";

    public override IReadOnlyList<int> Lengths => [12];

    public override IReadOnlyList<string> Groups => ["4-4-4"];

    public override bool Accepts(in NumberToken number) =>
        number.AllDigits && number.Compact[0] >= '2' && CheckDigits.Verhoeff(number.Compact)
        && ((number.Context & KeyKind.GovernmentId) != 0 || (number.Grouped && !number.IsThing));
}
