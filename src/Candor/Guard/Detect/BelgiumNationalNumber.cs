namespace Candor.Guard.Detect;

/// <summary>Belgium's national register number: birth date, serial and a key modulo 97.</summary>
sealed class BelgiumNationalNumber : NumberDetector
{
    public override string Why => "eleven digits with the key of a national register number";

    public override IReadOnlyList<int> Lengths => [11];

    public override IReadOnlyList<string> Groups => ["2-2-2-3-2"];

    public override bool Accepts(in NumberToken number)
    {
        var c = number.Compact;
        if (!number.AllDigits || (c[2] - '0') * 10 + c[3] - '0' > 12)
            return false;
        var key = CheckDigits.Modulo(c[9..], 100);
        // Those born from 2000 on have a 2 before the number when the key is made.
        var right = 97 - CheckDigits.Modulo(c[..9], 97) == key || 97 - (CheckDigits.Modulo(c[..9], 97) + 2 * (1_000_000_000 % 97)) % 97 == key;
        return right && ((number.Context & KeyKind.GovernmentId) != 0 || (number.Grouped && !number.IsThing));
    }
}
