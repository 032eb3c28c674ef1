using System.CommandLine;
using Candor.Guard.Policy;

namespace Candor.Cli;

/// <summary>The policy of the config file, for commands that try events and need neither a data folder nor a server.</summary>
static class PolicyOfConfig
{
    /// <exception cref="CommandException">It has mistakes; all of them are named.</exception>
    public static GuardPolicy Read(ParseResult parse)
    {
        if (SettingsReader.Config(parse) is not { } config)
            return GuardPolicy.Strict;
        var file = ConfigFile.Read(config);
        var policy = GuardPolicy.Read(file);
        return file.Errors.Count == 0 ? policy : throw new CommandException(string.Join(Environment.NewLine, file.Errors.Prepend((object)"the policy has mistakes")), ExitCode.WrongUse);
    }

    /// <summary>The rules for an event that names no site: those of its page's host.</summary>
    public static SitePolicy For(this GuardPolicy policy, Event e) => policy.For("", Uri.TryCreate(e.Url, UriKind.Absolute, out var url) ? url.Host : "");
}
