using System.CommandLine;
using System.Text.Json;
using Candor.Guard;
using Candor.Guard.Policy;

namespace Candor.Cli.Commands;

/// <summary><c>candor guard explain EVENT</c>: each field, what became of it, and each detector's evidence in words.</summary>
static class GuardExplainCommand
{
    const string Example = """{"name": "PageView", "url": "https://…"}""";

    public static Command Create()
    {
        var what = new Argument<string>("event") { Description = $"A file with events, - for stdin, or one event as JSON: {Example}" };
        var format = FormatOption.Create(FormatOption.Table, FormatOption.Json);
        var command = new Command("explain", "Say field by field why Guard keeps what it keeps of an event") { what, format };
        command.SetAction(parse => Explain(parse, parse.GetRequiredValue(what), parse.GetValue(format)!));
        return command;
    }

    static int Explain(ParseResult parse, string what, string format)
    {
        var policy = PolicyOfConfig.Read(parse);
        var guard = new EventGuard(PolicySource.Fixed(policy), VisitorPseudonym.Ephemeral());
        var explained = Read(what).Select(t => Explanation.Of(t, guard.Examine(t.Event, policy.For(t.Event)))).ToList();
        if (format == FormatOption.Json)
            Console.Out.WriteLine(JsonSerializer.Serialize(explained, ExplanationJson.Readable.ListExplanation));
        else
            for (var i = 0; i < explained.Count; i++)
                Write(explained[i], i);
        return ExitCode.Done;
    }

    /// <summary>One object over many lines, or one on each line.</summary>
    static List<Trial> Read(string what)
    {
        var (name, text) = what.TrimStart() is ['{', ..] ? ("the event", what) : what == "-" ? ("stdin", Console.In.ReadToEnd()) : File.Exists(what) ? (what, File.ReadAllText(what))
            : throw new CommandException($"{what}: there is no such file. Give a file, - for stdin, or an event as JSON: '{Example}'", ExitCode.WrongUse);
        if (IsOneObject(text))
            return [Read(text, name)];
        var lines = text.Split('\n').Select((line, index) => (Text: line.Trim(), Number: index + 1)).Where(l => l.Text.Length > 0).ToList();
        if (lines.Count == 0)
            throw new CommandException($"{name} is empty; write an event such as {Example}", ExitCode.WrongUse);
        return lines.ConvertAll(l => Read(l.Text, lines.Count == 1 ? name : $"{name}:{l.Number}"));
    }

    static bool IsOneObject(string text)
    {
        try
        {
            return JsonElement.Parse(text).ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>With or without the wrapper of <c>guard test</c>.</summary>
    static Trial Read(string json, string where)
    {
        try
        {
            return IsOneObject(json) && !JsonElement.Parse(json).TryGetProperty("event", out _) ? Trial.Read($$"""{"event":{{json}}}""") : Trial.Read(json);
        }
        catch (FormatException e)
        {
            throw new CommandException($"{where} {e.Message}", ExitCode.WrongUse);
        }
    }

    static void Write(Explanation explanation, int index)
    {
        if (index > 0)
            Console.Out.WriteLine();
        Console.Out.WriteLine($"{explanation.Verdict}{(explanation.Categories.Count > 0 ? $": {string.Join(", ", explanation.Categories)}" : "")}");
        TableText.Write(new Rows(["field", "came as", "outcome", "category", "evidence"], [.. explanation.Fields.SelectMany(RowsOf)]), Console.Out);
        Console.Out.WriteLine($"stored: {explanation.Stored?.GetRawText() ?? "nothing"}");
    }

    static IEnumerable<IReadOnlyList<Cell>> RowsOf(ExplainedField field)
    {
        if (field.Evidence.Count == 0)
            yield return [new(field.Field, false), new(field.Kind, false), new(field.Outcome, false), Cell.Empty, Cell.Empty];
        for (var i = 0; i < field.Evidence.Count; i++)
            yield return [new(i == 0 ? field.Field : "", false), new(i == 0 ? field.Kind : "", false), new(i == 0 ? field.Outcome : "", false), new(field.Evidence[i].Category, false), new(field.Evidence[i].Why, false)];
    }
}
