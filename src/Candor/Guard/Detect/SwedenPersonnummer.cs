namespace Candor.Guard.Detect;

/// <summary>Sweden's personnummer: birth date, serial and Luhn.</summary>
sealed class SwedenPersonnummer : NumberDetector
{
    public override string Why => "a birth date and serial with the check digit of a personnummer";

    public override IReadOnlyList<int> Lengths => [10, 12];

    public override IReadOnlyList<string> Groups => ["6-4", "8-4"];

    /// <summary>Order numbers are written the same way, so with two digits of the year it needs the word.</summary>
    public override bool Accepts(in NumberToken number)
    {
        if (!number.AllDigits)
            return false;
        var ten = number.Compact[^10..];
        if (!CheckDigits.MonthAndDay(ten[2..4], ten[4..6]) || !CheckDigits.Luhn(ten))
            return false;
        var century = number.Compact.Length == 12 && number.Compact[..2] is "19" or "20";
        return (number.Context & KeyKind.GovernmentId) != 0 || (century && number.Separator == '-' && !number.IsThing);
    }
}
