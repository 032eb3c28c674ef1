namespace Candor.Guard.Detect;

/// <summary>Spain's DNI (eight digits) and NIE (X, Y or Z and seven digits), each with a letter from the number modulo 23.</summary>
sealed class SpainDni : NumberDetector
{
    const string Letters = "TRWAGMYFPDXBNJZSQVHLCKE";

    public override string Why => "a number with the check letter of a DNI or NIE";

    public override IReadOnlyList<int> Lengths => [9];

    public override IReadOnlyList<string> Groups => ["8-1", "2-3-3-1", "2-3-4", "1-7-1", "1-8"];

    public override bool Accepts(in NumberToken number)
    {
        Span<char> digits = stackalloc char[8];
        number.Compact[..8].CopyTo(digits);
        if (digits[0] is 'X' or 'Y' or 'Z')
            digits[0] = (char)('0' + (digits[0] - 'X'));
        if (digits.ContainsAnyExceptInRange('0', '9') || Letters[CheckDigits.Modulo(digits, 23)] != number.Compact[8])
            return false;
        return (number.Context & KeyKind.GovernmentId) != 0 || (!number.IsThing && (number.Grouped || number.IsWholeValue || number.IsWholeSegment));
    }
}
