using Spectre.Console;

namespace Candor.Cli;

/// <summary>Aligned columns; with lines and colour only where a person looks at them.</summary>
static class TableText
{
    public static void Write(Rows rows, TextWriter output)
    {
        if (Console.IsOutputRedirected)
            WritePlain(rows, output);
        else
            AnsiConsole.Write(Decorated(rows));
    }

    static void WritePlain(Rows rows, TextWriter output)
    {
        var lines = rows.Cells.Select(r => r.Select(c => Visible(c.Text)).ToList()).ToList();
        if (rows.Columns.Count > 0)
            lines.Insert(0, [.. rows.Columns]);
        if (lines.Count == 0)
            return;
        var widths = Enumerable.Range(0, lines[0].Count).Select(i => lines.Max(l => l[i].Length)).ToArray();
        for (var row = 0; row < lines.Count; row++)
            output.WriteLine(string.Join("  ", lines[row].Select((text, i) => IsNumber(rows, row, i) ? text.PadLeft(widths[i]) : text.PadRight(widths[i]))).TrimEnd());
    }

    static bool IsNumber(Rows rows, int line, int column)
    {
        if (rows.Columns.Count == 0)
            return false;
        return line == 0 ? rows.Cells.Count > 0 && rows.Cells[0][column].IsNumber : rows.Cells[line - 1][column].IsNumber;
    }

    static Table Decorated(Rows rows)
    {
        var table = new Table { Border = TableBorder.Rounded, ShowHeaders = rows.Columns.Count > 0 };
        for (var i = 0; i < (rows.Columns.Count > 0 ? rows.Columns.Count : 2); i++)
        {
            var column = new TableColumn(Markup.Escape(rows.Columns.Count > 0 ? rows.Columns[i] : ""));
            table.AddColumn(rows.Columns.Count > 0 && rows.Cells.Count > 0 && rows.Cells[0][i].IsNumber ? column.RightAligned() : column);
        }
        foreach (var row in rows.Cells)
            table.AddRow([.. row.Select(c => new Text(Visible(c.Text)))]);
        return table;
    }

    /// <summary>Whatever a visitor sent must not move the cursor or colour the terminal.</summary>
    static string Visible(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c)) : text;
}
