using System.Text.Json;

namespace Candor.Cli.Import;

/// <summary>Which site an import goes to: the one that was named, the only one, or a new one when there is none.</summary>
static class ImportSite
{
    /// <summary>A new site for data whose site was not said; the owner can add the real one and import again.</summary>
    const string NewDomain = "imported.localhost";

    public static async Task<string> ChooseAsync(HttpClient http, string? named, CancellationToken cancellationToken)
    {
        if (named is not null)
            return named;
        using var list = JsonDocument.Parse(await http.GetStringAsync(new Uri("/api/sites", UriKind.Relative), cancellationToken));
        var sites = list.RootElement.EnumerateArray().Select(s => (Id: s.GetProperty("site").GetString()!, Domain: s.GetProperty("domain").GetString()!)).ToList();
        return sites.Count switch
        {
            0 => await AddAsync(http, cancellationToken),
            1 => sites[0].Id,
            _ => throw new CommandException($"There are {sites.Count} sites; say which with --site: {string.Join(", ", sites.Select(s => $"{s.Id} ({s.Domain})"))}", ExitCode.WrongUse),
        };
    }

    static async Task<string> AddAsync(HttpClient http, CancellationToken cancellationToken)
    {
        using var answer = await http.PostAsJsonAsync(new Uri("/api/sites", UriKind.Relative), new { domain = NewDomain }, cancellationToken);
        answer.EnsureSuccessStatusCode();
        using var made = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
        var id = made.RootElement.GetProperty("site").GetString()!;
        await Console.Error.WriteLineAsync($"There was no site yet: made {id} ({NewDomain}).");
        return id;
    }
}
