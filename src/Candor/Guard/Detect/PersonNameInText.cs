using System.Buffers;

namespace Candor.Guard.Detect;

/// <summary>Names that a page says to its visitor: "Welcome back, Maria Lopez", "Patient: Maria Lopez".</summary>
sealed class PersonNameInText : Detector
{
    const int MostWords = 4;

    const KeyKind Labels = KeyKind.Name | KeyKind.BareName | KeyKind.Person;

    static readonly string[] Leads = ["dear ", "logged in as ", "signed in as ", "account of ", "welcome back "];

    static readonly SearchValues<string> AnyLead = SearchValues.Create(Leads, StringComparison.OrdinalIgnoreCase);

    static readonly HashSet<string> NoNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "world", "there", "everyone", "everybody", "all", "guest", "friend", "friends", "you", "and", "home", "to", "back", "sir", "madam", "customer", "visitor", "member", "parents", "students", "team", "folks", "santa", "diary", "new", "your", "my", "the", "we", "it", "this", "get", "sign", "log", "please", "kitty", "again", "welt", "monde", "mundo", "mondo", "zusammen",
    };

    static readonly HashSet<string> Titles = new(StringComparer.OrdinalIgnoreCase) { "mr", "mrs", "ms", "miss", "dr", "prof", "herr", "frau", "m", "mme", "señor", "señora", "sig", "sra", "sr" };

    public override Signals Needs => Signals.Space;

    public override int Shortest => 8;

    public override void Find(in Leaf leaf, Hits hits)
    {
        if (leaf.Place == Place.Path)
            return;
        if ((leaf.Signals & Signals.Pause) != 0)
            AfterPause(leaf.Text, hits);
        AfterLead(leaf.Text, hits);
    }

    /// <summary>"Welcome back, Maria", "Patient: Maria Lopez".</summary>
    static void AfterPause(ReadOnlySpan<char> text, Hits hits)
    {
        for (var i = 0; text[i..].IndexOfAny(',', ':') is var found and >= 0;)
        {
            var pause = i + found;
            i = pause + 1;
            if (i + 1 >= text.Length || text[i] != ' ' || !char.IsUpper(text[i + 1]))
                continue;
            var said = FieldNames.LastWords(text, pause) & (text[pause] == ',' ? KeyKind.Greeting : Labels);
            if (said != KeyKind.None && NameLength(text[(i + 1)..], 1) is var length and > 0)
                hits.Add(i + 1, length, Category.Name, "a name after words that greet or label a person", spreads: true);
        }
    }

    /// <summary>"Signed in as Maria Lopez": without a pause a single word is not enough.</summary>
    static void AfterLead(ReadOnlySpan<char> text, Hits hits)
    {
        for (var i = 0; text[i..].IndexOfAny(AnyLead) is var found and >= 0;)
        {
            var start = i + found;
            i = start + LeadLength(text[start..]);
            if ((start == 0 || !char.IsLetterOrDigit(text[start - 1])) && NameLength(text[i..], 2) is var length and > 0)
                hits.Add(i, length, Category.Name, "a name after words that greet or label a person", spreads: true);
        }
    }

    static int LeadLength(ReadOnlySpan<char> text)
    {
        foreach (var lead in Leads)
            if (text.StartsWith(lead, StringComparison.OrdinalIgnoreCase))
                return lead.Length;
        return 1;
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
