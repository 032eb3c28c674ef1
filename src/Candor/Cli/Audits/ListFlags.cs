using System.CommandLine;

namespace Candor.Cli.Audits;

/// <summary>How a list of sources is gone through.</summary>
static class ListFlags
{
    static readonly Option<string?> List = new("--list") { Description = "Audit every address and recording of a file, one a line; results go into the data folder, and a run that was stopped goes on", HelpName = "FILE" };
    static readonly Option<int> Parallel = new("--parallel") { Description = "Sources at once, of different hosts", HelpName = "N", DefaultValueFactory = _ => 1 };
    static readonly Option<int> Delay = new("--delay") { Description = "Seconds between two visits of one host", HelpName = "SECONDS", DefaultValueFactory = _ => 2 };
    static readonly Option<int> Passes = new("--passes") { Description = "How often what failed is tried, 1 to 5", HelpName = "N", DefaultValueFactory = _ => 3 };

    public static IEnumerable<Option> All => [List, Parallel, Delay, Passes];

    public static string? File(ParseResult parse) => parse.GetValue(List);

    public static int ParallelOf(ParseResult parse) => Within(parse.GetValue(Parallel), 1, 64, "--parallel");

    public static TimeSpan DelayOf(ParseResult parse) => TimeSpan.FromSeconds(Within(parse.GetValue(Delay), 0, 3600, "--delay"));

    public static int PassesOf(ParseResult parse) => Within(parse.GetValue(Passes), 1, 5, "--passes");

    static int Within(int value, int least, int most, string name) =>
        value >= least && value <= most ? value : throw new CommandException($"{name} {value}: write a number from {least} to {most}.", ExitCode.WrongUse);
}
