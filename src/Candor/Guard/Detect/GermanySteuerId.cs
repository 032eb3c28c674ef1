namespace Candor.Guard.Detect;

/// <summary>Germany's Steuer-Identifikationsnummer: eleven digits, one digit of the first ten twice or three times, check digit MOD 11,10.</summary>
sealed class GermanySteuerId : NumberDetector
{
    public override string Why => "eleven digits with the check digit of a Steuer-ID";

    public override IReadOnlyList<int> Lengths => [11];

    public override IReadOnlyList<string> Groups => ["2-3-3-3"];

    public override bool Accepts(in NumberToken number) =>
        number.AllDigits && number.Compact[0] != '0' && HasOneRepeatedDigit(number.Compact[..10]) && CheckDigits.Mod11And10(number.Compact)
        && ((number.Context & KeyKind.GovernmentId) != 0 || (number.Separator == ' ' && !number.IsThing));

    static bool HasOneRepeatedDigit(ReadOnlySpan<char> digits)
    {
        Span<byte> counts = stackalloc byte[10];
        foreach (var c in digits)
            counts[c - '0']++;
        var repeated = 0;
        foreach (var count in counts)
            repeated += count > 3 ? 10 : count > 1 ? 1 : 0;
        return repeated == 1;
    }
}
