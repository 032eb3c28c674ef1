using System.Text.Json;

namespace Candor.Cli.Import;

/// <summary>Reads a problem document into the sentence that ends an import.</summary>
static class ImportRefusal
{
    public static async Task<CommandException> OfAsync(HttpResponseMessage answer, long stored, CancellationToken cancellationToken)
    {
        var body = await answer.Content.ReadAsStringAsync(cancellationToken);
        return new CommandException($"{Detail(body) ?? $"the server answered {(int)answer.StatusCode}."} {stored:N0} rows before it are stored; the same command takes up where it stopped, since a row is stored once.");
    }

    static string? Detail(string body)
    {
        try
        {
            return JsonDocument.Parse(body).RootElement.TryGetProperty("detail", out var detail) ? detail.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
