namespace Candor.Guard.Detect;

/// <summary>Mexico's CURP: name, birth, sex and state in eighteen characters, the last a check digit.</summary>
sealed class MexicoCurp : NumberDetector
{
    const string Alphabet = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ";
    const string Form = "AAAANNNNNNSAAAAAXN";

    public override string Why => "a CURP with its check digit";

    public override IReadOnlyList<int> Lengths => [18];

    public override bool Accepts(in NumberToken number)
    {
        var code = number.Compact;
        var sum = 0;
        for (var i = 0; i < 18; i++)
        {
            if (!Fits(code[i], Form[i]))
                return false;
            if (i < 17)
                sum += Alphabet.IndexOf(code[i], StringComparison.Ordinal) * (18 - i);
        }
        return (10 - sum % 10) % 10 == code[17] - '0' && CheckDigits.MonthAndDay(code[6..8], code[8..10]);
    }

    static bool Fits(char c, char kind) => kind switch
    {
        'A' => char.IsAsciiLetterUpper(c) || c == 'Ñ',
        'N' => char.IsAsciiDigit(c),
        'S' => c is 'H' or 'M' or 'X',
        _ => char.IsAsciiLetterOrDigit(c),
    };
}
