namespace Candor.Guard.Detect;

/// <summary>Poland's PESEL: birth date, serial and a check digit in eleven digits; it looks like any number, so it needs the word.</summary>
sealed class PolandPesel : NumberDetector
{
    public override string Why => "eleven digits with the check digit of a PESEL";

    public override IReadOnlyList<int> Lengths => [11];

    public override bool Accepts(in NumberToken number) =>
        number.AllDigits && (number.Context & KeyKind.GovernmentId) != 0
        && CheckDigits.Weighted(number.Compact, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 == 0;
}
