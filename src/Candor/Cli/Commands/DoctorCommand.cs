using System.CommandLine;
using System.Text.Json;
using Candor.Cli.Doctor;

namespace Candor.Cli.Commands;

/// <summary><c>candor doctor</c>: what is well, what is not, and how to mend it; exit 1 when something fails.</summary>
static class DoctorCommand
{
    public static Command Create()
    {
        var format = FormatOption.ForRows();
        var command = new Command("doctor", "Look whether everything is well, and say how to mend what is not") { format };
        command.SetAction((parse, cancellationToken) => LookAsync(parse, parse.GetValue(format)!, cancellationToken));
        return command;
    }

    static async Task<int> LookAsync(ParseResult parse, string format, CancellationToken cancellationToken)
    {
        var settings = SettingsReader.Read(parse);
        var findings = Config(settings).ToList();
        // Mistakes in the file are findings here, not a reason to look no further.
        await using var candor = await ControlClient.ConnectAsync(settings with { ConfigErrors = [] }, cancellationToken);
        findings.Add(candor.IsServerRunning ? Finding.Ok("server", $"Runs at {candor.Http.BaseAddress}") : Finding.Warn("server", "Does not run: no events come in. Start it with: candor serve"));
        findings.AddRange((await candor.GetAsync("/api/doctor", cancellationToken)).Deserialize(FindingJson.Default.ListFinding) ?? []);
        Output.Write(JsonSerializer.SerializeToElement(findings, FindingJson.Default.ListFinding), format);
        return findings.Exists(f => f.State == "fail") ? ExitCode.NotSo : ExitCode.Done;
    }

    static IEnumerable<Finding> Config(ServerSettings settings)
    {
        foreach (var mistake in settings.ConfigErrors)
            yield return Finding.Fail("config", mistake.ToString());
        if (settings.ConfigErrors.Count == 0)
            yield return Finding.Ok("config", settings.Config ?? "No candor.yaml: the strict defaults hold. `candor init` writes one.");
    }
}
