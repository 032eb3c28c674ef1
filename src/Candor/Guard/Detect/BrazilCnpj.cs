namespace Candor.Guard.Detect;

/// <summary>Brazil's CNPJ, which many self-employed people have: twelve digits and two check digits modulo 11.</summary>
sealed class BrazilCnpj : NumberDetector
{
    public override string Why => "fourteen digits with the check digits of a CNPJ";

    public override IReadOnlyList<int> Lengths => [14];

    public override IReadOnlyList<string> Groups => ["2-3-3-4-2"];

    public override bool Accepts(in NumberToken number)
    {
        var c = number.Compact;
        return number.AllDigits && c.ContainsAnyExcept(c[0]) && ((number.Context & KeyKind.GovernmentId) != 0 || (number.Grouped && !number.IsThing))
            && Check(CheckDigits.Weighted(c, [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2])) == c[12] && Check(CheckDigits.Weighted(c, [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2])) == c[13];
    }

    static char Check(int sum) => (char)('0' + (sum % 11 < 2 ? 0 : 11 - sum % 11));
}
