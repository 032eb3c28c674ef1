namespace Candor.Guard.Detect;

/// <summary>Medicare Beneficiary Identifier: eleven characters with a fixed order of letters and digits, no S, L, O, I, B, Z.</summary>
sealed class UsMedicareBeneficiary : NumberDetector
{
    const string Form = "CAXDAXDAADD";

    public override string Category => Guard.Category.HealthId;

    public override string Why => "characters in the form of a Medicare number";

    public override IReadOnlyList<int> Lengths => [11];

    public override IReadOnlyList<string> Groups => ["4-3-4"];

    public override bool Accepts(in NumberToken number)
    {
        for (var i = 0; i < Form.Length; i++)
            if (!Fits(number.Compact[i], Form[i]))
                return false;
        return number.Grouped || !number.IsThing;
    }

    // https://www.cms.gov/medicare/new-medicare-card/understanding-the-mbi-with-format.pdf: C is 1-9, A a letter, D a digit, X a letter or a digit.
    static bool Fits(char c, char kind) => kind switch
    {
        'C' => c is >= '1' and <= '9',
        'D' => char.IsAsciiDigit(c),
        'A' => IsLetter(c),
        _ => char.IsAsciiDigit(c) || IsLetter(c),
    };

    static bool IsLetter(char c) => char.IsAsciiLetterUpper(c) && c is not ('S' or 'L' or 'O' or 'I' or 'B' or 'Z');
}
