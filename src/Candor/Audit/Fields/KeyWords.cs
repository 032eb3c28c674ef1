namespace Candor.Audit.Fields;

/// <summary>What keys of trackers that nobody described are likely to mean.</summary>
static class KeyWords
{
    /// <summary>Null when the key says nothing of the kind.</summary>
    public static string? MeaningOf(string name)
    {
        var plain = Plain(name);
        if (plain is "q" or "query" or "search" or "searchterm" or "searchquery" or "searchstring" or "keyword" or "keywords" || plain.EndsWith("searchterm", StringComparison.Ordinal) || plain.EndsWith("searchquery", StringComparison.Ordinal) || plain.EndsWith("searchstring", StringComparison.Ordinal))
            return Meaning.SearchTerm;
        if (plain.EndsWith("buttontext", StringComparison.Ordinal) || plain.EndsWith("clicktext", StringComparison.Ordinal) || plain.EndsWith("linktext", StringComparison.Ordinal) || plain.EndsWith("innertext", StringComparison.Ordinal) || plain.EndsWith("eltext", StringComparison.Ordinal) || plain.EndsWith("buttonlabel", StringComparison.Ordinal))
            return Meaning.ButtonText;
        if (plain is "title" or "pagetitle" or "dt" or "documenttitle" || plain.EndsWith("pagetitle", StringComparison.Ordinal))
            return Meaning.PageTitle;
        if (plain.EndsWith("keystrokes", StringComparison.Ordinal) || plain.EndsWith("keylog", StringComparison.Ordinal) || plain is "keys" or "typed" or "keypress" or "keydown")
            return Meaning.Keystrokes;
        return plain.EndsWith("inputvalue", StringComparison.Ordinal) || plain.EndsWith("fieldvalue", StringComparison.Ordinal) || plain.EndsWith("formvalue", StringComparison.Ordinal) || plain is "formdata" ? Meaning.FormContent : null;
    }

    /// <summary>The last word of the way in small letters and digits.</summary>
    static string Plain(string name)
    {
        var last = name[(name.LastIndexOfAny(['.', '?', '/', '#']) + 1)..];
        return string.Concat(last.Where(char.IsAsciiLetter)).ToLowerInvariant();
    }
}
