namespace Candor;

/// <summary>Finds the word that somebody probably meant.</summary>
static class Spelling
{
    /// <summary><c>; did you mean 'x'?</c>, or nothing when no word is near.</summary>
    public static string Hint(string written, IEnumerable<string> known) =>
        Nearest(written, known) is { } word ? $"; did you mean '{word}'?" : "";

    public static string? Nearest(string written, IEnumerable<string> known)
    {
        if (written.Length is 0 or > 64)
            return null;
        var best = known.Distinct().Select(k => (Word: k, Distance: Distance(written, k))).OrderBy(k => k.Distance).ThenBy(k => k.Word, StringComparer.Ordinal).FirstOrDefault();
        return best.Word is not null && best.Distance <= Math.Max(1, written.Length / 3) ? best.Word : null;
    }

    /// <summary>Optimal string alignment: insert, delete, replace, swap neighbours. Case does not count.</summary>
    static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
            for (var j = 1; j <= b.Length; j++)
            {
                d[i, j] = Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + (Same(a[i - 1], b[j - 1]) ? 0 : 1));
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        return d[a.Length, b.Length];
    }

    static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
