using System.Buffers;

namespace Candor.Cli;

/// <summary>RFC 4180, and nothing that a spreadsheet would run.</summary>
static class CsvText
{
    static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",;\"\r\n");

    public static void Write(Rows rows, TextWriter output)
    {
        output.Write(string.Join(',', rows.Columns.Select(c => Field(new Cell(c, false)))) + "\r\n");
        foreach (var row in rows.Cells)
            output.Write(string.Join(',', row.Select(Field)) + "\r\n");
    }

    /// <summary>A cell that starts like a formula gets an apostrophe in front, as OWASP advises; numbers stay numbers.</summary>
    static string Field(Cell cell)
    {
        var text = !cell.IsNumber && cell.Text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + cell.Text : cell.Text;
        return text.AsSpan().ContainsAny(NeedQuotes) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
