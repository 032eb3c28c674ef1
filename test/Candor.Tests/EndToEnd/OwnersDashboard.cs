using System.Globalization;
using Microsoft.Playwright;

namespace Candor.Tests.EndToEnd;

/// <summary>What a site's owner, signed in, reads on its pages: today's numbers.</summary>
/// <param name="site">Address of the site's page.</param>
sealed class OwnersDashboard(IPage page, string site)
{
    /// <summary>One number of the strip above the chart.</summary>
    public async Task<int> NumberAsync(string label)
    {
        await OpenAsync(site);
        var number = page.Locator(".reading", new() { Has = page.GetByText(label, new() { Exact = true }) }).Locator(".reading-value");
        return Number(await number.InnerTextAsync());
    }

    /// <summary>A panel of the overview, such as <c>pages</c>.</summary>
    public async Task<List<(string Name, int Count)>> PanelAsync(string panel, string column)
    {
        await OpenAsync(site);
        return await TableAsync(page.Locator($"#{panel} table"), column);
    }

    /// <summary>All rows of something, such as <c>page</c>, on a page of their own.</summary>
    public async Task<List<(string Name, int Count)>> ListAsync(string list, string column)
    {
        await OpenAsync($"{site}/list/{list}");
        return await TableAsync(page.Locator(".list-card table"), column);
    }

    async Task OpenAsync(string path)
    {
        if (!page.Url.StartsWith(path + "?", StringComparison.Ordinal))
            await page.GotoAsync(path + "?period=today");
    }

    /// <summary>Name and figure of each row, in the order that <c>candor report</c> is read in: highest first, then by name.</summary>
    static async Task<List<(string Name, int Count)>> TableAsync(ILocator table, string column)
    {
        var rows = await table.EvaluateAsync<string[][]>("""
            (table, column) => {
              const at = [...table.tHead.rows[0].cells].findIndex(cell => cell.innerText.startsWith(column))
              return [...table.tBodies[0].rows].map(row => [row.cells[0].innerText.trim(), row.cells[at].innerText.trim()])
            }
            """, column);
        return [.. rows.Select(r => (r[0], Number(r[1]))).OrderByDescending(r => r.Item2).ThenBy(r => r.Item1, StringComparer.Ordinal)];
    }

    static int Number(string text) => int.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
}
