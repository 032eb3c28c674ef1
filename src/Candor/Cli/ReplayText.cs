using Candor.Analyze.Replay;

namespace Candor.Cli;

/// <summary>A replay for people: the change in words, the counts, then what would be lost and kept, with examples.</summary>
static class ReplayText
{
    const int MostFields = 40;

    public static void Write(ReplayResult result, TextWriter output)
    {
        output.WriteLine(result.Differences.Count == 0 ? "The new policy says the same as the one in force." : "The new policy:");
        foreach (var sentence in result.Differences)
            output.WriteLine($"  {sentence}");
        output.WriteLine();
        output.WriteLine($"{result.Events:N0} events from {result.From:yyyy-MM-dd HH:mm} to {result.To:yyyy-MM-dd HH:mm} UTC{(result.InForce is { } number ? $", beside version {number}" : "")}:");
        output.WriteLine($"  {result.Unchanged:N0} as now, {result.Changed:N0} with other fields, {result.Lost:N0} lost, {result.Returned:N0} newly kept, {result.Dropped:N0} kept by neither");
        if (result.Events > result.Unchanged + result.Dropped)
        {
            output.WriteLine();
            var sites = result.ByEvent.Select(e => e.Site).Distinct().Count() > 1;
            TableText.Write(new Rows(
                [.. sites ? ["site"] : (string[])[], "event", "events", "as now", "less kept", "more kept", "lost", "newly kept"],
                [.. result.ByEvent.Where(e => e.Unchanged + e.Dropped < e.Events).Select(e => (Cell[])[.. sites ? [new Cell(e.Site, false)] : (Cell[])[], new(e.Event, false), Number(e.Events), Number(e.Unchanged), Number(e.Redacted), Number(e.Kept), Number(e.Lost), Number(e.Returned)])]), output);
            output.WriteLine();
            foreach (var field in result.Fields.Take(MostFields))
                Write(field, sites, output);
            if (result.Fields.Count > MostFields)
                output.WriteLine($"{result.Fields.Count - MostFields} more; --format json has them all.");
        }
        output.WriteLine();
        foreach (var leaving in result.Destinations)
            output.WriteLine($"{leaving.Destination}: {Visible(leaving.Event)}{(leaving.Field.Length > 0 ? $" with {Visible(leaving.Field)}" : "")} might leave {leaving.Before:N0} times now, {leaving.After:N0} with the new policy{(leaving.Site.Length > 0 ? $" ({leaving.Site})" : "")}.");
        if (result.Formerly.Count > 0)
            output.WriteLine($"Taken out before it was recorded: {string.Join(", ", result.Formerly.Select(f => $"{f.Name} from {f.Events:N0}"))} events.");
        foreach (var note in result.Notes)
            output.WriteLine(note);
    }

    static void Write(ReplayedField field, bool sites, TextWriter output)
    {
        output.WriteLine($"{(sites ? field.Site + " " : "")}{Visible(field.Event)}{(field.Field.Length > 0 ? $" {Visible(field.Field)}" : "")}: {field.Change}, {field.Category}, {field.Events:N0} events");
        foreach (var example in field.Examples)
            output.WriteLine($"    {Visible(example)}");
    }

    static Cell Number(long value) => new(value.ToString("N0", System.Globalization.CultureInfo.InvariantCulture), true);

    static string Visible(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c));
}
