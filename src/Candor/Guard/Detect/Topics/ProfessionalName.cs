namespace Candor.Guard.Detect.Topics;

/// <summary>A doctor's or therapist's name beside the title: "Dr. Jane Smith", "Jane Smith, MD", <c>dr-jane-smith</c>. Brands with a title are among the phrases that do not count.</summary>
static class ProfessionalName
{
    /// <param name="start">Where the title starts.</param>
    /// <param name="slug">Words of a path, where nothing has capitals.</param>
    public static bool Stands(ReadOnlySpan<char> text, int start, int end, bool slug) =>
        After(text, end, slug) || (start > 1 && Before(text, start, slug));

    static bool After(ReadOnlySpan<char> text, int end, bool slug)
    {
        var at = end;
        while (at < text.Length && at < end + 2 && text[at] is '.' or ' ' or '-' or '_' or '+')
            at++;
        return at > end && IsName(text, at, slug) > 0;
    }

    static bool Before(ReadOnlySpan<char> text, int start, bool slug)
    {
        var end = start;
        while (end > 0 && start - end < 3 && text[end - 1] is ',' or ' ' or '-' or '_')
            end--;
        var from = end;
        while (from > 0 && char.IsLetter(text[from - 1]))
            from--;
        return end < start && end - from >= 2 && (slug ? from > 0 && text[from - 1] is '-' or '_' : char.IsUpper(text[from]) && from > 1 && text[from - 1] is ' ' or '-' or '.');
    }

    /// <summary>The length of the name's first word; 0 when none stands here.</summary>
    static int IsName(ReadOnlySpan<char> text, int at, bool slug)
    {
        if (at >= text.Length || !(slug ? char.IsLetter(text[at]) : char.IsUpper(text[at])))
            return 0;
        var end = at;
        while (end < text.Length && (char.IsLetter(text[end]) || text[end] is '\'' or '’'))
            end++;
        return end - at >= 2 ? end - at : 0;
    }
}
