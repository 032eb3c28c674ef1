namespace Candor.Guard.Detect;

/// <summary>France's NIR: sex, year, month, place and rank in thirteen characters, and a key modulo 97.</summary>
sealed class FranceNir : NumberDetector
{
    public override string Why => "fifteen digits with the key of a numéro de sécurité sociale";

    public override IReadOnlyList<int> Lengths => [15];

    public override IReadOnlyList<string> Groups => ["1-2-2-2-3-3-2", "13-2"];

    public override bool Accepts(in NumberToken number)
    {
        Span<char> digits = stackalloc char[15];
        number.Compact.CopyTo(digits);
        // Corsica: 2A and 2B count as 19 and 18.
        if (digits[5] == '2' && digits[6] is 'A' or 'B')
            (digits[5], digits[6]) = ('1', digits[6] == 'A' ? '9' : '8');
        if (digits.ContainsAnyExceptInRange('0', '9') || digits[0] is not ('1' or '2' or '3' or '4' or '7' or '8'))
            return false;
        var month = (digits[3] - '0') * 10 + digits[4] - '0';
        return month is >= 1 and <= 12 or >= 20 and <= 42 && 97 - CheckDigits.Modulo(digits[..13], 97) == CheckDigits.Modulo(digits[13..], 100)
            && (number.Grouped || !number.IsThing);
    }
}
