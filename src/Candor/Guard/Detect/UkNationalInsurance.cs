using System.Buffers;

namespace Candor.Guard.Detect;

/// <summary>United Kingdom National Insurance number: two prefix letters, six digits, A to D.</summary>
sealed class UkNationalInsurance : NumberDetector
{
    static readonly SearchValues<char> NeverInPrefix = SearchValues.Create("DFIQUV");

    public override string Why => "characters in the form of a National Insurance number";

    public override IReadOnlyList<int> Lengths => [9];

    public override IReadOnlyList<string> Groups => ["2-2-2-2-1", "2-6-1"];

    /// <summary>It has no check digit and article numbers look alike: alone it needs a field of its own or the word.</summary>
    public override bool Accepts(in NumberToken number)
    {
        var c = number.Compact;
        if (!char.IsAsciiLetterUpper(c[0]) || !char.IsAsciiLetterUpper(c[1]) || c[8] is < 'A' or > 'D' || c[2..8].ContainsAnyExceptInRange('0', '9'))
            return false;
        var named = (number.Context & KeyKind.GovernmentId) != 0;
        if (!named && (c[..2].ContainsAny(NeverInPrefix) || c[1] == 'O' || c[..2] is "BG" or "GB" or "KN" or "NK" or "NT" or "TN" or "ZZ"))
            return false;
        return named || (!number.IsThing && (number.Grouped || number.IsWholeValue));
    }
}
