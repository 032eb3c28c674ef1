namespace Candor.Guard.Detect;

/// <summary>Switzerland's AHV number: 756, nine digits and the check digit of an article number.</summary>
sealed class SwitzerlandAhv : NumberDetector
{
    public override string Why => "thirteen digits in the form of an AHV number with its check digit";

    public override IReadOnlyList<int> Lengths => [13];

    public override IReadOnlyList<string> Groups => ["3-4-4-2"];

    public override bool Accepts(in NumberToken number) =>
        number.AllDigits && number.Compact[..3] is "756" && CheckDigits.Ean(number.Compact)
        && ((number.Context & KeyKind.GovernmentId) != 0 || (number.Separator == '.' && !number.IsThing));
}
