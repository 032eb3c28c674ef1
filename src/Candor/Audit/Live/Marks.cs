using System.Security.Cryptography;

namespace Candor.Audit.Live;

/// <summary>Makes the values that the visitor types: random anew for each field, in the shape that the field asks for.</summary>
sealed class Marks
{
    const string Letters = "bcdfghjklmnpqrstvwxz";

    readonly List<MarkedValue> typed = [];

    readonly HashSet<string> pressed = new(StringComparer.Ordinal);

    public IReadOnlyList<MarkedValue> Typed => typed;

    /// <summary>Texts of the buttons that were pressed.</summary>
    public IReadOnlyCollection<string> Pressed => pressed;

    public void Press(string text) => pressed.Add(text);

    /// <param name="kind">What <c>fields.ts</c> calls it.</param>
    /// <param name="longest">The most characters that it takes; negative for no limit.</param>
    public MarkedValue Make(string kind, string name, int longest)
    {
        var value = Value(kind);
        if (longest >= 0 && value.Length > longest)
            value = value[..longest];
        var mark = Mark(kind, name, value);
        typed.Add(mark);
        return mark;
    }

    /// <summary>The page's own word that was chosen in a list.</summary>
    public void Chosen(string name, string value)
    {
        if (value.Length > 0)
            typed.Add(new MarkedValue(name, value, Meaning.FormContent, FieldClass.Content) { IsWeak = true });
    }

    static MarkedValue Mark(string kind, string name, string value) => kind switch
    {
        "email" => new MarkedValue(name, value, "email", FieldClass.Personal) { Core = value[..value.IndexOf('@', StringComparison.Ordinal)] },
        "tel" => new MarkedValue(name, value, "phone", FieldClass.Personal) { Core = value[3..] },
        "card" => new MarkedValue(name, value, "payment card", FieldClass.Personal),
        "birth" or "date" => new MarkedValue(name, value, kind == "birth" ? "date of birth" : Meaning.FormContent, kind == "birth" ? FieldClass.Personal : FieldClass.Content) { IsWeak = true },
        "name" => new MarkedValue(name, value, "name", FieldClass.Personal),
        "postal" => new MarkedValue(name, value, "postal code", FieldClass.Personal) { IsWeak = true },
        "password" => new MarkedValue(name, value, "password or token", FieldClass.Personal),
        "search" => new MarkedValue(name, value, Meaning.SearchTerm, FieldClass.Content),
        "text-area" => new MarkedValue(name, value, Meaning.FormContent, FieldClass.Content) { Core = value.Split(' ')[1] },
        _ => new MarkedValue(name, value, Meaning.FormContent, FieldClass.Content) { IsWeak = value.Length < MarkedValue.Shortest },
    };

    /// <summary>16 letters of 20 are 69 bits; digits where a field takes nothing else are as many as its kind has.</summary>
    static string Value(string kind) => kind switch
    {
        "email" => $"{Word(16)}@example.com",
        "tel" => "+49" + Digits(11),
        "card" => Card(),
        "number" or "range" => Digits(9),
        "postal" => Digits(5),
        "birth" or "date" => $"19{RandomNumberGenerator.GetInt32(50, 99)}-0{RandomNumberGenerator.GetInt32(1, 9)}-{RandomNumberGenerator.GetInt32(13, 28)}",
        "datetime-local" => $"20{RandomNumberGenerator.GetInt32(30, 99)}-0{RandomNumberGenerator.GetInt32(1, 9)}-{RandomNumberGenerator.GetInt32(13, 28)}T10:{RandomNumberGenerator.GetInt32(10, 59)}",
        "month" => $"20{RandomNumberGenerator.GetInt32(30, 99)}-0{RandomNumberGenerator.GetInt32(1, 9)}",
        "week" => $"20{RandomNumberGenerator.GetInt32(30, 99)}-W{RandomNumberGenerator.GetInt32(10, 52)}",
        "time" => $"{RandomNumberGenerator.GetInt32(10, 23)}:{RandomNumberGenerator.GetInt32(10, 59)}",
        "color" => "#" + RandomNumberGenerator.GetHexString(6, lowercase: true),
        "url" => $"https://{Word(16)}.example/",
        "name" => char.ToUpperInvariant(Word(1)[0]) + Word(15),
        "password" => $"{Word(14)}A7!",
        "text-area" => $"about {Word(16)} please",
        _ => Word(16),
    };

    static string Word(int length) => RandomNumberGenerator.GetString(Letters, length);

    static string Digits(int length) => RandomNumberGenerator.GetInt32(1, 10) + RandomNumberGenerator.GetString("0123456789", length - 1);

    /// <summary>Of a range that belongs to nobody's bank, with the check digit that forms ask for (ISO/IEC 7812-1).</summary>
    static string Card()
    {
        var digits = "4000" + Digits(11);
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[digits.Length - 1 - i] - '0';
            sum += i % 2 == 1 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
        }
        return digits + (10 - sum % 10) % 10;
    }
}
