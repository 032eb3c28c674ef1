namespace Candor.Guard.Detect;

/// <summary>United States Social Security number: area not 000, 666 or 9xx, no part all zeros.</summary>
sealed class UsSocialSecurity : NumberDetector
{
    public override string Why => "digits in the form of a Social Security number";

    public override IReadOnlyList<int> Lengths => [9];

    public override IReadOnlyList<string> Groups => ["3-2-4"];

    /// <summary>It has no check digit: 123-45-6789 with dashes stands for itself unless called an order or a part, other forms need the word.</summary>
    public override bool Accepts(in NumberToken number)
    {
        if (!number.AllDigits || number.Compact[0] == '9' || number.Compact[..3] is "000" or "666" || number.Compact[3..5] is "00" || number.Compact[5..] is "0000")
            return false;
        return (number.Context & KeyKind.GovernmentId) != 0 || (number.Grouped && number.Separator == '-' && !number.IsThing && !number.IsTail);
    }
}
