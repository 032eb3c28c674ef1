namespace Candor.Store.ClickHouse;

/// <summary>A column's name as a word of an SQL text. One in a quoted text or an alias counts too: who asks reads a column too many then.</summary>
static class SqlWord
{
    public static bool StandsIn(string sql, string word)
    {
        for (var at = sql.IndexOf(word, StringComparison.Ordinal); at >= 0; at = sql.IndexOf(word, at + 1, StringComparison.Ordinal))
            if ((at == 0 || !IsOfWord(sql[at - 1])) && (at + word.Length == sql.Length || !IsOfWord(sql[at + word.Length])))
                return true;
        return false;
    }

    static bool IsOfWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
