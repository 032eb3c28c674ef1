using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Candor.Cli;

/// <summary>The few shapes in which commands ask: get, post, delete; an answer that says no becomes the command's sentence.</summary>
static class ControlAnswers
{
    public static async Task<JsonElement> GetAsync(this ControlClient client, string path, CancellationToken cancellationToken)
    {
        using var answer = await client.Http.GetAsync(path, cancellationToken);
        return await JsonOf(answer, cancellationToken);
    }

    public static async Task<string> GetTextAsync(this ControlClient client, string path, CancellationToken cancellationToken)
    {
        using var answer = await client.Http.GetAsync(path, cancellationToken);
        await EnsureAsync(answer, cancellationToken);
        return await answer.Content.ReadAsStringAsync(cancellationToken);
    }

    public static async Task<JsonElement> PostAsync(this ControlClient client, string path, JsonObject body, CancellationToken cancellationToken)
    {
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await client.Http.PostAsync(path, content, cancellationToken);
        return await JsonOf(answer, cancellationToken);
    }

    public static async Task DeleteAsync(this ControlClient client, string path, CancellationToken cancellationToken)
    {
        using var answer = await client.Http.DeleteAsync(path, cancellationToken);
        await EnsureAsync(answer, cancellationToken);
    }

    /// <exception cref="CommandException">The server refused, and said why.</exception>
    public static async Task EnsureAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.IsSuccessStatusCode)
            return;
        var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        throw new CommandException(Why(body) ?? $"The server answered {(int)answer.StatusCode} {answer.ReasonPhrase}.", IsOurMistake(answer.StatusCode) ? ExitCode.WrongUse : ExitCode.CouldNotRun);
    }

    static async Task<JsonElement> JsonOf(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        await EnsureAsync(answer, cancellationToken);
        using var document = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken);
        return document.RootElement.Clone();
    }

    static bool IsOurMistake(HttpStatusCode status) => status is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity;

    /// <summary>The sentences of a ProblemDetails: each field's, else the whole one's.</summary>
    static string? Why(byte[] body)
    {
        try
        {
            if (JsonNode.Parse(body) is not JsonObject problem)
                return null;
            if (problem["errors"] is JsonObject { Count: > 0 } errors)
                return string.Join('\n', errors.SelectMany(e => e.Value is JsonArray all ? all.Select(text => text?.ToString()) : [e.Value?.ToString()]));
            return (problem["detail"] ?? problem["title"])?.ToString();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
