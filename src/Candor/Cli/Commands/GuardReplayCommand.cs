using System.CommandLine;
using System.Text;
using System.Text.Json;
using Candor.Analyze.Replay;
using Candor.Guard.Policy;

namespace Candor.Cli.Commands;

/// <summary><c>candor guard replay --policy NEW</c>: what a new policy would have made of what was recorded.</summary>
static class GuardReplayCommand
{
    static readonly Option<string> Policy = new("--policy") { Description = "The new policy; - for stdin", HelpName = "FILE", Required = true };

    static readonly Option<string> Last = new("--last") { Description = "How far back, such as 30d, 12h or 6mo", HelpName = "SPAN", DefaultValueFactory = _ => "30d" };

    static readonly Option<string?> Site = new("--site") { Description = "Only this site's events (id or domain)", HelpName = "SITE" };

    public static Command Create()
    {
        var format = FormatOption.Create(FormatOption.Table, FormatOption.Json);
        var command = new Command("replay", "Run a new policy over what was recorded, and show what it would keep, redact and lose") { Policy, Last, Site, format };
        command.SetAction((parse, cancellationToken) => RunAsync(parse, parse.GetValue(format)!, cancellationToken));
        return command;
    }

    static async Task<int> RunAsync(ParseResult parse, string format, CancellationToken cancellationToken)
    {
        var result = await AskAsync(parse, PolicyText(parse.GetRequiredValue(Policy)), cancellationToken);
        if (format == FormatOption.Json)
            Console.Out.WriteLine(JsonSerializer.Serialize(result, ReplayJson.Readable.ReplayResult));
        else
            ReplayText.Write(result, Console.Out);
        return ExitCode.Done;
    }

    static async Task<ReplayResult> AskAsync(ParseResult parse, string text, CancellationToken cancellationToken)
    {
        await using var candor = await ControlClient.ConnectAsync(parse, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, Path(parse)) { Content = new StringContent(text, Encoding.UTF8, "application/yaml") };
        using var answer = await candor.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await ControlAnswers.EnsureAsync(answer, cancellationToken);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellationToken));
        Progress? bar = null;
        try
        {
            while (await lines.ReadLineAsync(cancellationToken) is { } line)
            {
                var progress = JsonSerializer.Deserialize(line, ReplayJson.Readable.ReplayProgress)!;
                bar ??= new Progress(progress.Total, "events");
                bar.Reach(progress.Done);
                if (progress.Result is { } result)
                    return result;
            }
        }
        finally
        {
            bar?.Dispose();
        }
        throw new CommandException("The server ended before the replay was done; its log says why.");
    }

    /// <summary>A whole configuration file will do: its server part is not sent.</summary>
    static string PolicyText(string path)
    {
        if (path == "-")
            return Console.In.ReadToEnd();
        if (!File.Exists(path))
            throw new CommandException($"--policy {path}: there is no such file.", ExitCode.WrongUse);
        var file = ConfigFile.Read(path, out var text);
        GuardPolicy.Read(file);
        var part = PolicyPart.Of(text, file);
        return file.Errors.Count == 0 ? part : throw new CommandException(string.Join('\n', file.Errors.Prepend((object)"the new policy has mistakes")), ExitCode.WrongUse);
    }

    static string Path(ParseResult parse) =>
        $"/api/guard/replay?last={Uri.EscapeDataString(parse.GetValue(Last)!)}"
        + (parse.GetValue(Policy) is { } file and not "-" ? $"&file={Uri.EscapeDataString(file)}" : "")
        + (parse.GetValue(Site) is { } site ? $"&site={Uri.EscapeDataString(site)}" : "");
}
