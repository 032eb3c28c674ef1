namespace Candor.Guard.Detect;

/// <summary>NHS number of England, Wales and the Isle of Man: ten digits, the last from the others modulo 11.</summary>
sealed class UkNhsNumber : NumberDetector
{
    public override string Why => "ten digits with the check digit of an NHS number";

    public override IReadOnlyList<int> Lengths => [10];

    public override IReadOnlyList<string> Groups => ["3-3-4"];

    /// <summary>Ten digits are common, so it needs the word; in its own grouping by spaces the check digit is enough.</summary>
    public override bool Accepts(in NumberToken number)
    {
        if (!number.AllDigits)
            return false;
        var check = (11 - CheckDigits.Weighted(number.Compact, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 11;
        if (check != number.Compact[9] - '0')
            return false;
        var context = number.Context;
        return (context & (KeyKind.GovernmentId | KeyKind.HealthId)) != 0 || (number.Separator == ' ' && !number.IsThing && !number.FollowsNumber && (context & KeyKind.Phone) == 0);
    }
}
