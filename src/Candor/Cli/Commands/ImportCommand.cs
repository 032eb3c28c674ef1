using System.CommandLine;
using Candor.Cli.Import;
using Candor.Collect;

namespace Candor.Cli.Commands;

/// <summary><c>candor import FILE</c>: CSV, NDJSON or Parquet, guarded and stored like any other event. Importing a file again adds nothing.</summary>
static class ImportCommand
{
    /// <summary>About 4 MB of lines: large enough that one sync a chunk costs nothing, small enough to show progress.</summary>
    const int RowsInChunk = 20_000;

    static readonly Argument<string> File = new("FILE") { Description = "CSV, NDJSON or Parquet with visitor, time, and optionally event, page or url, value, consent; other columns become properties" };

    static readonly Option<string?> Site = new("--site") { Description = "Site id. Default: the only site there is; a new one when there is none", HelpName = "ID" };

    public static Command Create()
    {
        var command = new Command("import", "Add events from a file") { File, Site };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task RunAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        try
        {
            using var file = ImportFile.Open(parse.GetRequiredValue(File));
            await Console.Error.WriteLineAsync("Checking every row …");
            var rows = await Task.Run(file.Check, cancellationToken);
            await using var client = await ControlClient.ConnectAsync(parse, cancellationToken);
            var site = await ImportSite.ChooseAsync(client.Http, parse.GetValue(Site), cancellationToken);
            var total = await SendAsync(client.Http, site, file, rows, cancellationToken);
            Console.WriteLine($"{rows:N0} rows into {site}: {total.Passed:N0} as they were, {total.Redacted:N0} redacted, {total.Dropped:N0} dropped by the policy.");
        }
        catch (ImportException error)
        {
            throw new CommandException(error.Message, ExitCode.WrongUse, error);
        }
    }

    static async Task<ImportTally> SendAsync(HttpClient http, string site, ImportFile file, long rows, CancellationToken cancellationToken)
    {
        using var progress = new Progress(rows, "rows");
        var total = new ImportTally(0, 0, 0);
        foreach (var chunk in Ahead(file))
        {
            using var body = new ReadOnlyMemoryContent(chunk.Lines);
            using var answer = await http.PostAsync(new Uri($"/api/import?site={Uri.EscapeDataString(site)}", UriKind.Relative), body, cancellationToken);
            if (!answer.IsSuccessStatusCode)
                throw await ImportRefusal.OfAsync(answer, progress.Count, cancellationToken);
            total += (await answer.Content.ReadFromJsonAsync(ImportJson.Default.ImportTally, cancellationToken))!;
            progress.Reach(progress.Count + chunk.Rows);
        }

        progress.Storing();
        using var stored = await http.PostAsync(new Uri("/api/loaded", UriKind.Relative), null, cancellationToken);
        stored.EnsureSuccessStatusCode();
        progress.Done();
        return total;
    }

    /// <summary>Reads one chunk while the one before is sent.</summary>
    static IEnumerable<ImportChunk> Ahead(ImportFile file)
    {
        using var chunks = file.Chunks(RowsInChunk).GetEnumerator();
        var next = Task.Run(() => chunks.MoveNext() ? chunks.Current : null);
        while (next.GetAwaiter().GetResult() is { } chunk)
        {
            next = Task.Run(() => chunks.MoveNext() ? chunks.Current : null);
            yield return chunk;
        }
    }
}
