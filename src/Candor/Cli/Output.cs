using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Candor.Cli;

/// <summary>Prints an answer on stdout: rows as a table, JSON or CSV; a single object as its fields.</summary>
static class Output
{
    public static void Write(JsonElement answer, string format)
    {
        switch (format)
        {
            case FormatOption.Json:
                Console.Out.WriteLine(Readable(answer));
                break;
            case FormatOption.Csv:
                CsvText.Write(Rows.Of(answer), Console.Out);
                break;
            default:
                TableText.Write(answer.ValueKind == JsonValueKind.Object ? Rows.OfFields(answer) : Rows.Of(answer), Console.Out);
                break;
        }
    }

    /// <summary>A snippet or a name with an umlaut as it is meant, not as <c>\u003C</c>: this is no web page.</summary>
    static string Readable(JsonElement answer)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            answer.WriteTo(json);
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
