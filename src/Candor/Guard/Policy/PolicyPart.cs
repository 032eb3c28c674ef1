namespace Candor.Guard.Policy;

/// <summary>The part of a configuration file that is the policy: all of it, with its comments, but for <c>server:</c>, which is each machine's own and may hold passwords.</summary>
static class PolicyPart
{
    /// <summary>Reports a mistake where the lines of <c>server:</c> cannot be told from others.</summary>
    public static string Of(string text, ConfigFile file)
    {
        if (!file.Root.Fields.TryGetValue("server", out var server))
            return text;
        var lines = text.Split('\n');
        var next = file.Root.Fields.Values.Where(f => f.Line > server.Line).Select(f => f.Line).DefaultIfEmpty(lines.Length + 1).Min();
        // Comments right above the next field speak of that field.
        while (next - 2 > server.Line - 1 && next <= lines.Length && lines[next - 2].StartsWith('#'))
            next--;
        var part = string.Join('\n', [.. lines[..(server.Line - 1)], .. lines[(next - 1)..]]);
        var read = ConfigFile.Parse(part, file.Name);
        if (read.Errors.Count > 0 || !read.Root.Fields.Keys.ToHashSet().SetEquals(file.Root.Fields.Keys.Where(name => name != "server")))
            file.Add(new ConfigError(file.Name, server.Line, server.Column, "server", "cannot be told apart from the policy; start every outermost field on a line of its own, without braces around them"));
        return part;
    }
}
