using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Candor.Audit.Hosts;
using Candor.Cli.Audits;

namespace Candor.Cli.Commands;

/// <summary><c>candor lists show</c>: which lists audits read, and how old they are.</summary>
static class ListsShowCommand
{
    public static Command Create()
    {
        var format = FormatOption.ForRows();
        var command = new Command("show", "The lists that audits read: version, age, licence") { format };
        command.SetAction(parse => Print(SettingsReader.Read(parse).Data, parse.GetValue(format)!));
        return command;
    }

    public static void Print(DataFolder data, string format)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var rows = new JsonArray([.. ListFile.All(InstalledLists.Of(data).Current).Select(l => (JsonNode)new JsonObject
        {
            ["name"] = l.Name, ["version"] = l.Version, ["date"] = l.Date.ToString("O", null), ["age_days"] = l.AgeDays(today), ["state"] = l.IsExpired(today) ? "expired" : l.IsStale(today) ? "out of date" : "fresh", ["licence"] = l.Licence, ["file"] = l.File,
        })]);
        using var json = JsonDocument.Parse(rows.ToJsonString());
        Output.Write(json.RootElement, format);
    }
}
