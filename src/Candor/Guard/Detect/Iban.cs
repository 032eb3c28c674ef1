using System.Collections.Frozen;

namespace Candor.Guard.Detect;

/// <summary>International bank account numbers: the country's length, and MOD 97-10.</summary>
sealed class Iban : NumberDetector
{
    /// <summary>Lengths by country from the SWIFT IBAN registry.</summary>
    static readonly FrozenDictionary<string, int> CountryLengths =
        ("AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 "
        + "HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 "
        + "QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30")
        .Split(' ').ToFrozenDictionary(c => c[..2], c => int.Parse(c[2..], System.Globalization.CultureInfo.InvariantCulture));

    public override string Category => Guard.Category.Bank;

    public override string Why => "an IBAN with right check digits";

    public override IReadOnlyList<int> Lengths => [.. CountryLengths.Values.Distinct()];

    public override IReadOnlyList<string> Groups => [.. CountryLengths.Values.Distinct().Select(InFours)];

    public override bool Accepts(in NumberToken number) =>
        char.IsAsciiLetterUpper(number.Compact[0]) && char.IsAsciiLetterUpper(number.Compact[1]) && char.IsAsciiDigit(number.Compact[2]) && char.IsAsciiDigit(number.Compact[3])
        && CountryLengths.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(number.Compact[..2], out var length) && length == number.Compact.Length
        && !number.Compact.ContainsAnyExcept(LettersAndDigits) && CheckDigits.Iban(number.Compact);

    static readonly System.Buffers.SearchValues<char> LettersAndDigits = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    static string InFours(int length) => string.Join('-', Enumerable.Repeat("4", length / 4).Concat(length % 4 == 0 ? [] : [$"{length % 4}"]));
}
