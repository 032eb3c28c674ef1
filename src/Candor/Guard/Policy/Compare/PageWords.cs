namespace Candor.Guard.Policy.Compare;

/// <summary>A page pattern as a reader would say it.</summary>
static class PageWords
{
    public static string Of(PagePattern pattern)
    {
        var text = pattern.Text.ToLowerInvariant().TrimEnd('/');
        if (pattern.MatchesEverything)
            return "every page";
        if (!text.Contains('*', StringComparison.Ordinal))
            return $"the page {text}";
        return Under(text, "/**") is { } under ? $"pages under {under}/"
            : Under(text, "/*") is { } directly ? $"pages directly under {directly}/"
            : $"pages that match {text}";
    }

    static string? Under(string text, string stars) =>
        text.EndsWith(stars, StringComparison.Ordinal) && text[..^stars.Length] is { Length: > 0 } rest && !rest.Contains('*', StringComparison.Ordinal) ? rest : null;
}
