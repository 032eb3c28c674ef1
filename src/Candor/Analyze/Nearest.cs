namespace Candor.Analyze;

/// <summary>What somebody may have meant who typed a name that does not exist.</summary>
static class Nearest
{
    public static string Hint(string typed, IEnumerable<string> names)
    {
        var known = names.ToList();
        var best = typed.Length > 40 ? null : known.MinBy(n => Distance(typed, n));
        return best is not null && Distance(typed, best) <= Math.Max(1, Math.Min(typed.Length, best.Length) / 3)
            ? $"Did you mean '{best}'?"
            : $"Known: {string.Join(", ", known)}.";
    }

    /// <summary>Levenshtein's: inserted, deleted and changed characters.</summary>
    static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = corner + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                corner = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
