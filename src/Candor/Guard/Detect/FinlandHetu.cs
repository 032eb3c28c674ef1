namespace Candor.Guard.Detect;

/// <summary>Finland's personal identity code: birth date, a sign for the century, a serial and a check character modulo 31.</summary>
sealed class FinlandHetu : NumberDetector
{
    const string Check = "0123456789ABCDEFHJKLMNPRSTUVWXY";

    public override string Why => "a birth date and a serial with the check character of a Finnish identity code";

    public override IReadOnlyList<string> Groups => ["6-4"];

    public override IReadOnlyList<int> Lengths => [11];

    public override bool Accepts(in NumberToken number)
    {
        var c = number.Compact;
        // Born in this century, the sign is a letter and the code one group; before, a dash or a plus parts it.
        var serial = number.Grouped ? c[6..] : c[7..];
        if (number.Grouped ? number.Separator != '-' : c[6] is < 'A' or > 'F')
            return false;
        if (c[..6].ContainsAnyExceptInRange('0', '9') || serial[..3].ContainsAnyExceptInRange('0', '9') || !CheckDigits.MonthAndDay(c[2..4], c[..2]))
            return false;
        Span<char> digits = stackalloc char[9];
        c[..6].CopyTo(digits);
        serial[..3].CopyTo(digits[6..]);
        return Check[CheckDigits.Modulo(digits, 31)] == serial[3] && !number.IsThing;
    }
}
