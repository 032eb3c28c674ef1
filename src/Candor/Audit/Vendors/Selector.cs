using Candor.Audit.Encodings;

namespace Candor.Audit.Vendors;

/// <summary>
/// Where an event has a fact: the first of several keys that is there. <c>path:2</c> is the address's second word, <c>host:1</c> the
/// host's first label; <c>=word</c> is the word itself.
/// </summary>
sealed class Selector
{
    readonly string[] keys;

    public static Selector None { get; } = new([]);

    Selector(string[] keys) => this.keys = keys;

    public static Selector Parse(string text) => new(text.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Empty when nothing has it.</summary>
    public string Of(MessageContents message, IReadOnlyList<Parameter> parameters)
    {
        foreach (var key in keys)
            if (Read(key, message, parameters) is { Length: > 0 } found)
                return found;
        return "";
    }

    static string Read(string key, MessageContents message, IReadOnlyList<Parameter> parameters)
    {
        if (key.StartsWith("path:", StringComparison.Ordinal))
            return Part(message.Path.Split('/', StringSplitOptions.RemoveEmptyEntries), key[5..]);
        if (key.StartsWith("host:", StringComparison.Ordinal))
            return Part(message.Host.Split('.'), key[5..]);
        if (key[0] == '=')
            return key[1..].Replace('_', ' ');
        var pattern = key.Contains('*', StringComparison.Ordinal);
        foreach (var parameter in parameters)
            if (parameter.Text.Length > 0 && (pattern ? Glob.Matches(key, parameter.Name) : parameter.Name.Equals(key, StringComparison.OrdinalIgnoreCase)))
                return parameter.Text;
        return "";
    }

    static string Part(string[] parts, string number) =>
        int.TryParse(number, out var n) && n <= parts.Length && n >= 1 ? Query.Unescape(parts[n - 1], plusIsSpace: false) : "";
}
