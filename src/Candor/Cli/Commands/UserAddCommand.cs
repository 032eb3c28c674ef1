using System.CommandLine;

namespace Candor.Cli.Commands;

/// <summary><c>candor user add NAME --role owner</c></summary>
static class UserAddCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "Name or e-mail address to sign in with" };
        var role = new Option<string>("--role") { Description = "What the user may do", DefaultValueFactory = _ => "viewer" };
        role.AcceptOnlyFromAmong("owner", "analyst", "privacy", "ads", "viewer");
        var format = FormatOption.ForRows();
        var command = new Command("add", "Add someone who may sign in. The password is asked for, or read from stdin") { name, role, format };
        command.SetAction(async (parse, cancellationToken) =>
        {
            var password = Password.Read();
            await using var candor = await ControlClient.ConnectAsync(parse, cancellationToken);
            var user = await candor.PostAsync("/api/users", new() { ["name"] = parse.GetValue(name), ["password"] = password, ["role"] = parse.GetValue(role) }, cancellationToken);
            Output.Write(user, parse.GetValue(format)!);
        });
        return command;
    }
}
