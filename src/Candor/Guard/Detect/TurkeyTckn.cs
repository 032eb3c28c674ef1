namespace Candor.Guard.Detect;

/// <summary>Turkey's T.C. kimlik number: nine digits and two check digits; it looks like any number, so it needs the word.</summary>
sealed class TurkeyTckn : NumberDetector
{
    public override string Why => "eleven digits with the check digits of a T.C. kimlik number";

    public override IReadOnlyList<int> Lengths => [11];

    public override bool Accepts(in NumberToken number)
    {
        var c = number.Compact;
        if (!number.AllDigits || c[0] == '0' || (number.Context & KeyKind.GovernmentId) == 0)
            return false;
        var odd = CheckDigits.Weighted(c, [1, 0, 1, 0, 1, 0, 1, 0, 1]);
        var even = CheckDigits.Weighted(c, [0, 1, 0, 1, 0, 1, 0, 1]);
        return ((odd * 7 - even) % 10 + 10) % 10 == c[9] - '0' && (odd + even + c[9] - '0') % 10 == c[10] - '0';
    }
}
