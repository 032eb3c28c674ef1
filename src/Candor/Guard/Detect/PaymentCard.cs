namespace Candor.Guard.Detect;

/// <summary>Payment cards: a known issuer range of the right length, and Luhn.</summary>
sealed class PaymentCard : NumberDetector
{
    public override string Category => Guard.Category.Card;

    public override string Why => "digits in an issuer's range with a right check digit";

    public override IReadOnlyList<int> Lengths => [13, 14, 15, 16, 17, 18, 19];

    public override IReadOnlyList<string> Groups => ["4-4-4-4", "4-6-5", "4-6-4", "4-4-4-4-3", "6-13", "4-4-4-3", "8-8"];

    public override bool Accepts(in NumberToken number) =>
        number.AllDigits && IsIssuers(number.Compact) && CheckDigits.Luhn(number.Compact) && Belongs(number);

    /// <summary>Thirteen-digit cards are gone from use while article numbers (EAN) are not, so those need the word.
    /// A bare number in an order's or product's field is that thing's number.</summary>
    static bool Belongs(in NumberToken number) =>
        (number.Context & KeyKind.Card) != 0 || (number.Compact.Length > 13 && (number.Grouped || !number.IsThing));

    /// <summary>Issuer ranges as published by the networks (ISO/IEC 7812).</summary>
    static bool IsIssuers(ReadOnlySpan<char> digits)
    {
        var length = digits.Length;
        var four = (digits[0] - '0') * 1000 + (digits[1] - '0') * 100 + (digits[2] - '0') * 10 + digits[3] - '0';
        return four switch
        {
            >= 4000 and <= 4999 => length is 13 or 16 or 19,                        // Visa
            >= 5100 and <= 5599 or >= 2221 and <= 2720 => length == 16,              // Mastercard
            >= 3400 and <= 3499 or >= 3700 and <= 3799 => length == 15,              // American Express
            >= 3000 and <= 3059 or 3095 or >= 3600 and <= 3699 or >= 3800 and <= 3999 => length is 14 or 16, // Diners Club
            6011 or >= 6440 and <= 6599 => length is 16 or 19,                       // Discover
            >= 3528 and <= 3589 => length is 16 or 19,                               // JCB
            >= 6200 and <= 6299 or >= 8100 and <= 8171 => length is >= 16,           // UnionPay
            5018 or 5020 or 5038 or 5893 or 6304 or 6759 or >= 6761 and <= 6763 => length >= 13, // Maestro
            >= 2200 and <= 2204 => length is 16,                                     // Mir
            >= 6060 and <= 6089 or >= 6521 and <= 6522 => length == 16,              // RuPay
            >= 5067 and <= 5067 or 6362 or 6363 => length == 16,                     // Elo
            _ => false,
        };
    }
}
