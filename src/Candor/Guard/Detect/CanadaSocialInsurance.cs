namespace Candor.Guard.Detect;

/// <summary>Canada's Social Insurance Number: nine digits, Luhn, not starting with 8. None is issued that starts with 0, but that is what examples and tests use.</summary>
sealed class CanadaSocialInsurance : NumberDetector
{
    public override string Why => "nine digits with the check digit of a Social Insurance Number";

    public override IReadOnlyList<int> Lengths => [9];

    public override IReadOnlyList<string> Groups => ["3-3-3"];

    /// <summary>With spaces it looks like a large number in thousands, so only dashes, a zero in front or the word tell.</summary>
    public override bool Accepts(in NumberToken number) =>
        number.AllDigits && number.Compact[0] != '8' && CheckDigits.Luhn(number.Compact)
        && ((number.Context & KeyKind.GovernmentId) != 0 || (number.Grouped && (number.Separator == '-' || number.Compact[0] == '0') && !number.IsThing));
}
