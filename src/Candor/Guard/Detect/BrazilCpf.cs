namespace Candor.Guard.Detect;

/// <summary>Brazil's CPF: nine digits and two check digits modulo 11.</summary>
sealed class BrazilCpf : NumberDetector
{
    public override string Why => "eleven digits with the check digits of a CPF";

    public override IReadOnlyList<int> Lengths => [11];

    public override IReadOnlyList<string> Groups => ["3-3-3-2"];

    public override bool Accepts(in NumberToken number)
    {
        var c = number.Compact;
        if (!number.AllDigits || !c.ContainsAnyExcept(c[0]))
            return false;
        if (Check(CheckDigits.Weighted(c, [10, 9, 8, 7, 6, 5, 4, 3, 2])) != c[9] || Check(CheckDigits.Weighted(c, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2])) != c[10])
            return false;
        return (number.Context & KeyKind.GovernmentId) != 0 || (number.Grouped && !number.IsThing);
    }

    static char Check(int sum) => (char)('0' + sum * 10 % 11 % 10);
}
