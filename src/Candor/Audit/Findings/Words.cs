namespace Candor.Audit.Findings;

/// <summary>Pieces of sentences.</summary>
static class Words
{
    /// <summary><c>a, b and c</c></summary>
    public static string List(IEnumerable<string> words)
    {
        var list = words.Distinct().ToList();
        return list.Count < 2 ? string.Concat(list) : $"{string.Join(", ", list.Take(list.Count - 1))} and {list[^1]}";
    }

    public static string Form(string form) => form switch
    {
        "plain" => "in plain text",
        "md5" or "sha1" or "sha256" or "sha384" or "sha512" => $"as a fingerprint ({form.ToUpperInvariant().Replace("SHA", "SHA-", StringComparison.Ordinal)})",
        "percent" => "in plain text, encoded twice",
        _ => $"wrapped in {form.Replace("+", " and ", StringComparison.Ordinal)}",
    };

    public static string Topic(string category) => category switch
    {
        Guard.Category.Reproductive => "pregnancy and reproduction",
        Guard.Category.Substance => "addiction",
        Guard.Category.Sexuality => "sexuality",
        Guard.Category.Crisis => "help in a crisis",
        Guard.Category.Appointment => "an appointment",
        Guard.Category.StudentAid => "student aid",
        Guard.Category.Finance => "money troubles or finances",
        Guard.Category.Legal => "legal matters",
        Guard.Category.Union => "trade unions",
        Guard.Category.Biometric => "biometric data",
        _ => category.Replace('_', ' '),
    };

    public static string Quote(string text) => $"“{(text.Length <= 80 ? text : text[..80] + "…")}”";
}
