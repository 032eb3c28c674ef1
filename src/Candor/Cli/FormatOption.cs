using System.CommandLine;

namespace Candor.Cli;

/// <summary><c>--format</c> of commands that print data. A table is for people; the others are for programs.</summary>
static class FormatOption
{
    public const string Table = "table", Json = "json", Csv = "csv";

    public static Option<string> Create(params string[] formats)
    {
        var option = new Option<string>("--format") { Description = "How results are printed", DefaultValueFactory = _ => formats[0] };
        option.AcceptOnlyFromAmong(formats);
        return option;
    }

    public static Option<string> ForRows() => Create(Table, Json, Csv);
}
