using System.CommandLine;

namespace Candor.Cli;

/// <summary>What every command understands.</summary>
static class GlobalOptions
{
    public const string DefaultConfig = "candor.yaml";

    public static readonly Option<string?> Data = new("--data")
    {
        Description = "Folder that holds everything. Default: $CANDOR_DATA, server.data of the config, or ./candor-data",
        HelpName = "DIR",
        Recursive = true,
    };

    public static readonly Option<string?> Config = new("--config")
    {
        Description = "Policy and server settings. Default: candor.yaml where present",
        HelpName = "FILE",
        Recursive = true,
    };

    public static readonly Option<bool> Verbose = new("--verbose")
    {
        Description = "Say more on stderr: log lines, and where an unexpected failure came from",
        Recursive = true,
    };

    public static readonly Option<string?> Log = CreateLog();

    /// <summary>Null where the option is not given.</summary>
    public static LogLevel? LogLevelOf(ParseResult parse) =>
        parse.GetValue(Log) is { } name ? Enum.Parse<LogLevel>(name, ignoreCase: true) : parse.GetValue(Verbose) ? LogLevel.Information : null;

    static Option<string?> CreateLog()
    {
        var option = new Option<string?>("--log-level") { Description = "How much is logged to stderr. Default: warning, and information with --verbose", Recursive = true };
        return option.AcceptOnlyFromAmong("warning", "information", "debug", "trace");
    }
}
