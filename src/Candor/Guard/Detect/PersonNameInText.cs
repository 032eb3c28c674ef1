using System.Buffers;

namespace Candor.Guard.Detect;

/// <summary>Names that a page says to its visitor: "Welcome back, Maria Lopez", "Patient: Maria Lopez".</summary>
sealed class PersonNameInText : Detector
{
    const int MostWords = 4;

    static readonly string[] Leads =
    [
        "welcome back, ", "welcome, ", "hello, ", "hi, ", "dear ", "patient: ", "patient name: ", "name: ", "full name: ", "customer: ", "member: ", "account of ", "logged in as ", "signed in as ", "welcome back ",
        "willkommen, ", "willkommen zurück, ", "hallo, ", "bonjour, ", "bienvenue, ", "hola, ", "bienvenido, ", "bienvenida, ", "ciao, ", "benvenuto, ", "benvenuta, ", "olá, ", "bem-vindo, ", "welkom, ", "witaj, ", "välkommen, ", "hoş geldiniz, ",
    ];

    static readonly SearchValues<string> AnyLead = SearchValues.Create(Leads, StringComparison.OrdinalIgnoreCase);

    static readonly HashSet<string> NoNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "world", "there", "everyone", "everybody", "all", "guest", "friend", "friends", "you", "and", "home", "to", "back", "sir", "madam", "customer", "visitor", "member", "parents", "students", "team", "folks", "santa", "diary", "new", "your", "my", "the", "we", "it", "this", "get", "sign", "log", "please", "kitty", "again", "welt", "monde", "mundo", "mondo", "zusammen",
    };

    static readonly HashSet<string> Titles = new(StringComparer.OrdinalIgnoreCase) { "mr", "mrs", "ms", "miss", "dr", "prof", "herr", "frau", "m", "mme", "señor", "señora", "sig", "sra", "sr" };

    public override Signals Needs => Signals.Space;

    public override void Find(in Leaf leaf, Hits hits)
    {
        if (leaf.Place == Place.Path)
            return;
        var text = leaf.Text;
        for (var from = 0; text[from..].IndexOfAny(AnyLead) is var found and >= 0;)
        {
            var start = from + found;
            var lead = LeadAt(text[start..]);
            from = start + lead.Length;
            if (start > 0 && char.IsLetterOrDigit(text[start - 1]))
                continue;
            var length = NameLength(text[from..], lead.ContainsAny(',', ':') ? 1 : 2);
            if (length > 0)
                hits.Add(from, length, Category.Name, "a name after words that greet or label a person", spreads: true);
        }
    }

    static ReadOnlySpan<char> LeadAt(ReadOnlySpan<char> text)
    {
        var longest = "";
        foreach (var lead in Leads)
            if (lead.Length > longest.Length && text.StartsWith(lead, StringComparison.OrdinalIgnoreCase))
                longest = lead;
        return longest.Length > 0 ? longest : text[..1];
    }

    static int NameLength(ReadOnlySpan<char> text, int least)
    {
        int end = 0, words = 0, i = 0;
        while (words < MostWords && i < text.Length && char.IsUpper(text[i]))
        {
            var start = i;
            while (i < text.Length && (char.IsLetter(text[i]) || text[i] is '\'' or '’' or '-'))
                i++;
            var word = text[start..i];
            if (NoNames.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word))
                return words >= least ? end : 0;
            if (!Titles.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word))
            {
                words++;
                end = i;
            }
            if (i < text.Length && text[i] == '.')
                i++;
            if (i >= text.Length || text[i] != ' ')
                break;
            i++;
        }
        return words >= least ? end : 0;
    }
}
