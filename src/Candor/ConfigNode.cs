using System.Globalization;

namespace Candor;

/// <summary>
/// A place in a configuration file, read by asking for what is expected there. A question that the file answers wrongly reports an
/// error with line, column and mend, and gives the default, so that one reading finds every mistake.
/// </summary>
/// <example><c>var retention = site["retention"].Duration(TimeSpan.FromDays(760)); … site.RefuseOthers();</c></example>
sealed class ConfigNode(ConfigFile file, string path, ConfigKind kind, int line, int column)
{
    readonly List<string> asked = [];

    public string Path => path;

    public ConfigKind Kind => kind;

    public int Line => line;

    public int Column => column;

    /// <summary>The scalar's text, as written.</summary>
    public string Value { get; internal set; } = "";

    public bool Quoted { get; internal set; }

    public List<ConfigNode> Items { get; } = [];

    /// <summary>In the order of the file.</summary>
    public OrderedDictionary<string, ConfigField> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>Names that were asked for: what this place knows.</summary>
    public IEnumerable<string> Known => asked.Distinct();

    public bool Exists => kind is not (ConfigKind.Missing or ConfigKind.Empty);

    /// <summary>The field of that name; a missing node when there is none. Asking makes the name known to <see cref="RefuseOthers"/>.</summary>
    public ConfigNode this[string name]
    {
        get
        {
            asked.Add(name);
            return Fields.TryGetValue(name, out var field) ? field.Value
                : new ConfigNode(file, path.Length == 0 ? name : $"{path}.{name}", ConfigKind.Missing, line, column);
        }
    }

    public void Report(string message) => file.Add(new ConfigError(file.Name, line, column, path, message));

    /// <summary>A mistake in a field's name rather than in what follows it.</summary>
    public void ReportName(string name, string message) =>
        file.Add(new ConfigError(file.Name, Fields[name].Line, Fields[name].Column, path.Length == 0 ? name : $"{path}.{name}", message));

    /// <summary>Says so when something other than a set of fields stands here.</summary>
    public bool ExpectFields(string example)
    {
        if (kind is ConfigKind.Scalar or ConfigKind.List)
            Report($"{Shown} is not a set of fields; write for example {example}");
        return kind == ConfigKind.Map;
    }

    public string Text(string fallback)
    {
        if (!Exists)
            return fallback;
        if (kind == ConfigKind.Scalar)
            return Value;
        Report($"{Shown} is not a text");
        return fallback;
    }

    public bool Flag(bool fallback)
    {
        if (!Exists)
            return fallback;
        if (kind == ConfigKind.Scalar && Value is "true" or "yes" or "on")
            return true;
        if (kind == ConfigKind.Scalar && Value is "false" or "no" or "off")
            return false;
        Report($"{Shown} is neither true nor false");
        return fallback;
    }

    public int Whole(int fallback, int least, int most)
    {
        if (!Exists)
            return fallback;
        if (kind == ConfigKind.Scalar && int.TryParse(Value.Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Report($"{Shown} is not a whole number from {least} to {most}");
        return fallback;
    }

    /// <summary>A span of time such as <c>30s</c>, <c>5m</c>, <c>12h</c>, <c>90d</c>, <c>13mo</c> or <c>2y</c>; a month is 30.4375 days.</summary>
    public TimeSpan Duration(TimeSpan fallback)
    {
        if (!Exists)
            return fallback;
        if (kind == ConfigKind.Scalar && ConfigUnits.TryDuration(Value, out var span))
            return span;
        Report($"{Shown} is not a duration; write 13mo, 90d or 2y");
        return fallback;
    }

    /// <summary>A number of bytes such as <c>512MB</c> or <c>4GiB</c>.</summary>
    public long Bytes(long fallback)
    {
        if (!Exists)
            return fallback;
        if (kind == ConfigKind.Scalar && ConfigUnits.TryBytes(Value, out var bytes))
            return bytes;
        Report($"{Shown} is not a size; write 512MB or 4GiB");
        return fallback;
    }

    /// <summary>One of the given words.</summary>
    public T Choice<T>(T fallback, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        if (!Exists)
            return fallback;
        var words = new List<string>();
        foreach (var (word, value) in choices)
        {
            if (kind == ConfigKind.Scalar && Value == word)
                return value;
            words.Add(word);
        }
        Report($"{Shown} is not one of {string.Join(", ", words)}{Spelling.Hint(Value, words)}");
        return fallback;
    }

    /// <summary>A list of texts; a single text counts as a list of one. Null when nothing is written here.</summary>
    public IReadOnlyList<string>? Texts()
    {
        switch (kind)
        {
            case ConfigKind.Scalar:
                return [Value];
            case ConfigKind.List:
                return [.. Items.Where(IsText).Select(i => i.Value)];
            case ConfigKind.Map:
                Report("is a set of fields where a list was expected; write [a, b]");
                return null;
            default:
                return null;
        }
    }

    /// <summary>Reports every field that nobody asked for, with the nearest known name.</summary>
    public void RefuseOthers()
    {
        foreach (var field in Fields.Values)
            if (!asked.Contains(field.Name))
                file.Add(new ConfigError(file.Name, field.Line, field.Column, path.Length == 0 ? field.Name : $"{path}.{field.Name}",
                    $"there is no such field{(Spelling.Hint(field.Name, asked) is { Length: > 0 } hint ? hint : $"; known here: {string.Join(", ", Known.Order(StringComparer.Ordinal))}")}"));
    }

    static bool IsText(ConfigNode item)
    {
        if (item.Kind != ConfigKind.Scalar)
            item.Report("is not a text");
        return item.Kind == ConfigKind.Scalar;
    }

    string Shown => kind switch
    {
        ConfigKind.List => "a list",
        ConfigKind.Map => "a set of fields",
        _ => $"\"{(Value.Length <= 60 ? Value : Value[..60] + "…")}\"",
    };
}
