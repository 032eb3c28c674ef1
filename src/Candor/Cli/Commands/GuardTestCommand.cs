using System.CommandLine;
using Candor.Guard;
using Candor.Guard.Policy;

namespace Candor.Cli.Commands;

/// <summary><c>candor guard test FILE</c>: what Guard would make of each event of a file. Needs no data folder and no server.</summary>
static class GuardTestCommand
{
    const int MostMistakesShown = 100;

    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "One JSON object a line: {\"id\", \"event\": {name, url, title, referrer, properties, form}}; - for stdin" };
        var format = FormatOption.Create("jsonl");
        var command = new Command("test", "Try events against the policy and print each verdict with reasons and what would be stored") { file, format };
        command.SetAction((parse, cancellationToken) => RunAsync(parse.GetValue(file)!, PolicyOfConfig.Read(parse), cancellationToken));
        return command;
    }

    static async Task<int> RunAsync(string file, GuardPolicy policy, CancellationToken cancellationToken)
    {
        using var input = Open(file);
        await using var output = new BufferedStream(Console.OpenStandardOutput(), 1 << 16);
        var guard = new EventGuard(PolicySource.Fixed(policy), VisitorPseudonym.Ephemeral());
        var number = 0;
        var mistakes = 0;
        while (await input.ReadLineAsync(cancellationToken) is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            try
            {
                var trial = Trial.Read(line);
                output.Write(trial.Answer(guard.Examine(trial.Event, policy.For(trial.Event))));
                output.WriteByte((byte)'\n');
            }
            catch (FormatException e)
            {
                if (++mistakes <= MostMistakesShown)
                    await Console.Error.WriteLineAsync($"{file}:{number}: {e.Message}");
            }
        }
        if (mistakes > 0)
            await Console.Error.WriteLineAsync($"candor: {mistakes} of {number} lines could not be read{(mistakes > MostMistakesShown ? $"; the first {MostMistakesShown} are shown" : "")}.");
        return mistakes == 0 ? ExitCode.Done : ExitCode.WrongUse;
    }

    static StreamReader Open(string file)
    {
        if (file == "-")
            return new StreamReader(Console.OpenStandardInput());
        return File.Exists(file) ? new StreamReader(file) : throw new CommandException($"{file}: there is no such file.", ExitCode.WrongUse);
    }
}
