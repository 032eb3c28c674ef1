using PhoneNumbers;

namespace Candor.Guard.Detect;

/// <summary>
/// Asks libphonenumber. A look-up costs microseconds, so a text of nothing but numbers gets a few, after which every number in the
/// right form is believed.
/// </summary>
struct NumberingPlan
{
    const int MostLookUps = 8;

    static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();

    int lookUps;

    /// <summary>With a country code, without the plus.</summary>
    public bool IsPossible(ReadOnlySpan<char> digits) => digits[0] != '0' && (++lookUps > MostLookUps || Ask($"+{digits}"));

    /// <summary>Ten digits, or eleven with the 1, in the North American plan.</summary>
    public bool IsAmerican(ReadOnlySpan<char> digits)
    {
        var national = National(digits);
        return national.Length == 10 && national[0] >= '2' && national[3] >= '2' && (++lookUps > MostLookUps || Ask($"+1{national}"));
    }

    public static bool IsTollFree(ReadOnlySpan<char> digits)
    {
        var national = National(digits);
        return national.Length == 10 && national[..3] is "800" or "888" or "877" or "866" or "855" or "844" or "833";
    }

    static ReadOnlySpan<char> National(ReadOnlySpan<char> digits) => digits.Length == 11 && digits[0] == '1' ? digits[1..] : digits;

    static bool Ask(string number)
    {
        try
        {
            return Library.IsPossibleNumber(Library.Parse(number, null));
        }
        catch (NumberParseException)
        {
            return false;
        }
    }
}
