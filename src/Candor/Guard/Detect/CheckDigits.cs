namespace Candor.Guard.Detect;

/// <summary>The check-digit schemes that numbers in the world use.</summary>
static class CheckDigits
{
    static ReadOnlySpan<byte> VerhoeffProduct =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 0, 6, 7, 8, 9, 5, 2, 3, 4, 0, 1, 7, 8, 9, 5, 6, 3, 4, 0, 1, 2, 8, 9, 5, 6, 7, 4, 0, 1, 2, 3, 9, 5, 6, 7, 8,
        5, 9, 8, 7, 6, 0, 4, 3, 2, 1, 6, 5, 9, 8, 7, 1, 0, 4, 3, 2, 7, 6, 5, 9, 8, 2, 1, 0, 4, 3, 8, 7, 6, 5, 9, 3, 2, 1, 0, 4, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0,
    ];

    static ReadOnlySpan<byte> VerhoeffPermutation =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 5, 7, 6, 2, 8, 3, 0, 9, 4, 5, 8, 0, 3, 7, 9, 6, 1, 4, 2, 8, 9, 1, 6, 0, 4, 3, 5, 2, 7,
        9, 4, 5, 3, 1, 2, 6, 8, 7, 0, 4, 2, 8, 6, 5, 7, 3, 9, 0, 1, 2, 7, 9, 3, 8, 0, 6, 4, 1, 5, 7, 0, 4, 6, 9, 1, 3, 2, 5, 8,
    ];

    /// <summary>ISO/IEC 7812: payment cards, Canada's SIN, Sweden's personal number.</summary>
    public static bool Luhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            sum += i % 2 == 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
        }
        return sum % 10 == 0;
    }

    /// <summary>India's Aadhaar.</summary>
    public static bool Verhoeff(ReadOnlySpan<char> digits)
    {
        var check = 0;
        for (var i = 0; i < digits.Length; i++)
            check = VerhoeffProduct[check * 10 + VerhoeffPermutation[i % 8 * 10 + digits[^(i + 1)] - '0']];
        return check == 0;
    }

    /// <summary>The remainder of a long decimal number.</summary>
    public static int Modulo(ReadOnlySpan<char> digits, int divisor)
    {
        var rest = 0;
        foreach (var c in digits)
            rest = (rest * 10 + c - '0') % divisor;
        return rest;
    }

    /// <summary>ISO 7064 MOD 97-10 over letters and digits, the first four characters moved to the end.</summary>
    public static bool Iban(ReadOnlySpan<char> compact)
    {
        var rest = 0;
        for (var i = 0; i < compact.Length; i++)
        {
            var c = compact[(i + 4) % compact.Length];
            rest = char.IsAsciiDigit(c) ? (rest * 10 + c - '0') % 97 : (rest * 100 + c - 'A' + 10) % 97;
        }
        return rest == 1;
    }

    /// <summary>ISO 7064 MOD 11,10: Germany's tax number.</summary>
    public static bool Mod11And10(ReadOnlySpan<char> digits)
    {
        var product = 10;
        foreach (var c in digits[..^1])
        {
            var sum = (c - '0' + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (11 - product) % 10 == digits[^1] - '0';
    }

    public static int Weighted(ReadOnlySpan<char> digits, ReadOnlySpan<byte> weights)
    {
        var sum = 0;
        for (var i = 0; i < weights.Length; i++)
            sum += (digits[i] - '0') * weights[i];
        return sum;
    }

    /// <summary>EAN-13: weights one and three in turn.</summary>
    public static bool Ean(ReadOnlySpan<char> digits) => Weighted(digits, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 == 0;

    /// <summary>Two digits each of month and day that a calendar has.</summary>
    public static bool MonthAndDay(ReadOnlySpan<char> month, ReadOnlySpan<char> day) =>
        (month[0] - '0') * 10 + month[1] - '0' is >= 1 and <= 12 && (day[0] - '0') * 10 + day[1] - '0' is >= 1 and <= 31;
}
