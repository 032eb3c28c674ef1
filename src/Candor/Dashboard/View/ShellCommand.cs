namespace Candor.Dashboard.View;

/// <summary>The command that gives the numbers of a page in a shell.</summary>
static class ShellCommand
{
    public static string Of(string report, string site, PageState state)
    {
        var words = new List<string> { "candor report", report, "--site", site };
        foreach (var (name, value) in new[] { ("--from", state.From), ("--to", state.To), ("--period", state.Period), ("--compare", state.Compare == "none" ? "" : state.Compare) })
            if (value.Length > 0)
                words.AddRange([name, Quoted(value)]);
        foreach (var filter in state.Filters)
            words.AddRange(["--filter", Quoted(filter)]);
        return string.Join(' ', words);
    }

    /// <summary>In single quotes a shell reads nothing but the end of them.</summary>
    static string Quoted(string text) =>
        text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_') ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
