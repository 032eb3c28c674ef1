namespace Candor.Guard.Detect;

/// <summary>Italy's codice fiscale: name, birth and place in sixteen characters, the last a check letter.</summary>
sealed class ItalyCodiceFiscale : NumberDetector
{
    const string Form = "AAAAAANNANNANNNA";

    /// <summary>In homocodes a digit gives way to one of these letters.</summary>
    const string DigitLetters = "LMNPQRSTUV";

    static ReadOnlySpan<byte> OddPlaces => [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

    public override string Why => "a codice fiscale with its check letter";

    public override IReadOnlyList<int> Lengths => [16];

    public override IReadOnlyList<string> Groups => ["3-3-5-5", "6-5-5"];

    public override bool Accepts(in NumberToken number)
    {
        var code = number.Compact;
        var sum = 0;
        for (var i = 0; i < 16; i++)
        {
            var c = code[i];
            var fits = Form[i] == 'A' ? char.IsAsciiLetterUpper(c) : char.IsAsciiDigit(c) || DigitLetters.Contains(c, StringComparison.Ordinal);
            if (!fits)
                return false;
            var value = char.IsAsciiDigit(c) ? c - '0' : c - 'A';
            if (i < 15)
                sum += i % 2 == 0 ? OddPlaces[value] : value;
        }
        return code[15] == 'A' + sum % 26;
    }
}
