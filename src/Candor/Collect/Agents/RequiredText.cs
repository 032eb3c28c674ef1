using System.Text;

namespace Candor.Collect.Agents;

/// <summary>
/// Finds text that any match of a regular expression must contain, so that a plain search can rule the expression out.
/// Of uap-core's 547 browser and system rules a user agent then runs a dozen instead of all.
/// </summary>
/// <remarks>Errs to the safe side: whatever it does not understand ends the literal run. <c>RequiredTextTests</c> holds
/// every shipped pattern against all sample user agents.</remarks>
static class RequiredText
{
    /// <summary>One literal for each branch of a top-level alternation; a match contains at least one of them.
    /// Empty when some branch has none.</summary>
    public static string[] Of(string pattern)
    {
        var position = 0;
        var branches = Branches(pattern, ref position);
        return branches.TrueForAll(b => b.Length > 1) ? [.. branches] : [];
    }

    /// <summary>Reads up to the end or the closing parenthesis.</summary>
    static List<string> Branches(string pattern, ref int i)
    {
        var branches = new List<string>();
        var branch = new Branch();
        while (i < pattern.Length && pattern[i] != ')')
        {
            switch (pattern[i])
            {
                case '|':
                    branches.Add(branch.Longest());
                    branch = new Branch();
                    i++;
                    break;
                case '(':
                    Group(pattern, ref i, branch);
                    break;
                case '[':
                    SkipClass(pattern, ref i);
                    branch.Break();
                    SkipQuantifier(pattern, ref i);
                    break;
                case '.' or '^' or '$':
                    i++;
                    branch.Break();
                    SkipQuantifier(pattern, ref i);
                    break;
                default:
                    Literal(pattern, ref i, branch);
                    break;
            }
        }
        branches.Add(branch.Longest());
        return branches;
    }

    static void Group(string pattern, ref int i, Branch branch)
    {
        i++;
        var matches = true;
        if (i < pattern.Length && pattern[i] == '?')
        {
            // Only (?:…) is certain to consume its text; look-arounds, options and names are not read.
            matches = i + 1 < pattern.Length && pattern[i + 1] == ':';
            i += 2;
        }
        var inner = Branches(pattern, ref i);
        i++;
        branch.Break();
        if (!SkipQuantifier(pattern, ref i) && matches && inner.Count == 1)
            branch.Offer(inner[0]);
    }

    static void Literal(string pattern, ref int i, Branch branch)
    {
        var c = pattern[i++];
        if (c == '\\')
        {
            c = i < pattern.Length ? pattern[i++] : '\0';
            if (char.IsLetterOrDigit(c) || c == '\0')
            {
                branch.Break();
                SkipQuantifier(pattern, ref i);
                return;
            }
        }
        if (i < pattern.Length && pattern[i] is '?' or '*' or '{' or '+')
        {
            if (pattern[i] == '+')
                branch.Append(c);
            branch.Break();
            SkipQuantifier(pattern, ref i);
            return;
        }
        branch.Append(c);
    }

    /// <summary>True when the quantifier lets the thing before it be absent.</summary>
    static bool SkipQuantifier(string pattern, ref int i)
    {
        if (i >= pattern.Length || pattern[i] is not ('?' or '*' or '+' or '{'))
            return false;
        var optional = pattern[i] != '+';
        if (pattern[i] == '{')
            i = Math.Max(i, pattern.IndexOf('}', i));
        i++;
        if (i < pattern.Length && pattern[i] is '?' or '+')
            i++;
        return optional;
    }

    static void SkipClass(string pattern, ref int i)
    {
        i++;
        if (i < pattern.Length && pattern[i] == '^')
            i++;
        if (i < pattern.Length && pattern[i] == ']')
            i++;
        for (; i < pattern.Length && pattern[i] != ']'; i++)
            if (pattern[i] == '\\')
                i++;
        i++;
    }

    sealed class Branch
    {
        readonly StringBuilder run = new();
        string longest = "";

        public void Append(char c) => run.Append(c);

        public void Break()
        {
            Offer(run.ToString());
            run.Clear();
        }

        public void Offer(string text) => longest = text.Length > longest.Length ? text : longest;

        public string Longest()
        {
            Break();
            return longest;
        }
    }
}
