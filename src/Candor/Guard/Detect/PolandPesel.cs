namespace Candor.Guard.Detect;

/// <summary>Poland's PESEL: birth date, serial and a check digit in eleven digits; it looks like any number, so it needs the word, or a place among a person's facts.</summary>
sealed class PolandPesel : NumberDetector
{
    public override string Why => "eleven digits with the check digit of a PESEL";

    public override IReadOnlyList<int> Lengths => [11];

    public override bool Accepts(in NumberToken number) =>
        number.AllDigits && ((number.Context & KeyKind.GovernmentId) != 0 || (number.IsOfPerson && IsDated(number.Compact)))
        && CheckDigits.Weighted(number.Compact, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 == 0;

    /// <summary>The month carries the century: 81-92 for the 1800s, 01-12 for the 1900s, 21-32 for the 2000s.</summary>
    static bool IsDated(ReadOnlySpan<char> digits) => CheckDigits.MonthAndDay($"{((digits[2] - '0') * 10 + digits[3] - '0') % 20:00}", digits[4..6]);
}
