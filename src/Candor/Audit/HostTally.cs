namespace Candor.Audit;

/// <summary>Counts of one host that is not the site's own.</summary>
sealed class HostTally
{
    readonly HashSet<string> cookies = new(StringComparer.Ordinal);

    public required string Owner { get; set; }

    public required string Category { get; set; }

    public int Requests { get; set; }

    public int Cookies => cookies.Count;

    public string Page { get; set; } = "";

    public bool SetsCookies { get; private set; }

    public void AddCookies(IEnumerable<string> names, bool set)
    {
        foreach (var name in names.Take(200))
        {
            cookies.Add(name);
            SetsCookies |= set;
        }
    }
}
