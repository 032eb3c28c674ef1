using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Candor;

/// <summary>
/// A YAML file read into <see cref="ConfigNode"/>s. It never throws for what stands in the file: every mistake lands in
/// <see cref="Errors"/>, so that an owner mends the file once.
/// </summary>
sealed class ConfigFile
{
    const int MaxDepth = 16;
    const int MaxCharacters = 1 << 20;

    readonly Dictionary<string, ConfigNode> anchors = new(StringComparer.Ordinal);
    readonly List<ConfigError> errors = [];

    ConfigFile(string name)
    {
        Name = name;
        Root = new ConfigNode(this, "", ConfigKind.Missing, 1, 1);
    }

    public string Name { get; }

    public ConfigNode Root { get; private set; }

    public IReadOnlyList<ConfigError> Errors => errors;

    /// <summary>An empty file: every field is missing and takes its default.</summary>
    public static ConfigFile Empty => new("(no file)");

    public static ConfigFile Read(string path) => Read(path, out _);

    public static ConfigFile Read(string path, out string text)
    {
        text = "";
        try
        {
            text = File.ReadAllText(path);
            return Parse(text, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var file = new ConfigFile(path);
            file.errors.Add(new ConfigError(path, 0, 0, "", $"cannot be read: {e.Message}"));
            return file;
        }
    }

    public static ConfigFile Parse(string text, string name)
    {
        var file = new ConfigFile(name);
        if (text.Length > MaxCharacters)
        {
            file.errors.Add(new ConfigError(name, 0, 0, "", "is larger than 1 MB; a policy is a page or two"));
            return file;
        }
        try
        {
            file.ReadDocument(new Parser(new StringReader(text)));
        }
        catch (YamlException e)
        {
            file.errors.Add(new ConfigError(name, (int)e.Start.Line, (int)e.Start.Column, "", $"is not valid YAML: {e.InnerException?.Message ?? e.Message}"));
        }
        return file;
    }

    public void Add(ConfigError error) => errors.Add(error);

    void ReadDocument(Parser parser)
    {
        parser.Consume<StreamStart>();
        if (!parser.Accept<DocumentStart>(out _))
            return;
        parser.Consume<DocumentStart>();
        Root = ReadNode(parser, "", 0);
        if (Root.Kind is ConfigKind.Scalar or ConfigKind.List)
        {
            Root.Report("is not a set of fields; start with 'defaults:' or 'sites:'");
            Root = new ConfigNode(this, "", ConfigKind.Missing, 1, 1);
        }
        parser.Consume<DocumentEnd>();
        if (parser.Accept<DocumentStart>(out var second))
            errors.Add(new ConfigError(Name, (int)second.Start.Line, (int)second.Start.Column, "", "a second document starts here; one file holds one configuration, remove the '---'"));
    }

    ConfigNode ReadNode(Parser parser, string path, int depth)
    {
        if (parser.TryConsume<AnchorAlias>(out var alias))
            return anchors.TryGetValue(alias.Value.Value, out var target) ? target : Missing(alias.Start, path, $"*{alias.Value.Value} names no anchor above it");
        if (depth > MaxDepth)
        {
            var start = parser.Current!.Start;
            parser.SkipThisAndNestedEvents();
            return Missing(start, path, $"is nested deeper than {MaxDepth} levels");
        }

        var anchor = ((NodeEvent)parser.Current!).Anchor;
        var node = ReadPlain(parser, path, depth);
        if (!anchor.IsEmpty)
            anchors[anchor.Value] = node;
        return node;
    }

    ConfigNode ReadPlain(Parser parser, string path, int depth)
    {
        if (parser.TryConsume<Scalar>(out var scalar))
            return ReadScalar(scalar, path);
        if (parser.TryConsume<SequenceStart>(out var sequence))
            return ReadList(parser, At(sequence, path, ConfigKind.List), depth);
        return ReadMap(parser, At(parser.Consume<MappingStart>(), path, ConfigKind.Map), depth);
    }

    ConfigNode ReadScalar(Scalar scalar, string path)
    {
        var plain = scalar.Style == ScalarStyle.Plain;
        var empty = plain && scalar.Value is "" or "~" or "null";
        var node = At(scalar, path, empty ? ConfigKind.Empty : ConfigKind.Scalar);
        node.Value = scalar.Value;
        node.Quoted = !plain;
        return node;
    }

    ConfigNode ReadList(Parser parser, ConfigNode node, int depth)
    {
        while (!parser.TryConsume<SequenceEnd>(out _))
            node.Items.Add(ReadNode(parser, $"{node.Path}[{node.Items.Count}]", depth + 1));
        return node;
    }

    ConfigNode ReadMap(Parser parser, ConfigNode node, int depth)
    {
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out var key))
            {
                Missing(parser.Current!.Start, node.Path, "a field's name is a word, not a list or a set of fields");
                parser.SkipThisAndNestedEvents();
                parser.SkipThisAndNestedEvents();
                continue;
            }
            var path = node.Path.Length == 0 ? key.Value : $"{node.Path}.{key.Value}";
            var value = ReadNode(parser, path, depth + 1);
            if (!node.Fields.TryAdd(key.Value, new ConfigField(key.Value, (int)key.Start.Line, (int)key.Start.Column, value)))
                Missing(key.Start, path, $"stands twice, first on line {node.Fields[key.Value].Line}; keep one");
        }
        return node;
    }

    ConfigNode At(ParsingEvent at, string path, ConfigKind kind) => new(this, path, kind, (int)at.Start.Line, (int)at.Start.Column);

    ConfigNode Missing(Mark mark, string path, string message)
    {
        errors.Add(new ConfigError(Name, (int)mark.Line, (int)mark.Column, path, message));
        return new ConfigNode(this, path, ConfigKind.Missing, (int)mark.Line, (int)mark.Column);
    }
}
