namespace Candor.Store.DuckDb;

static class SessionColumns
{
    static readonly string[] Names =
    [
        "entry_host", "entry_path", "referrer", "source", "channel", "utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content",
        "country", "region", "device", "browser", "os", "language",
    ];

    public static string Name(EntryText text) => Names[(int)text];

    public static string List { get; } = string.Join(", ", Names);

    /// <summary><c>a = c.a, b = c.b, …</c></summary>
    public static string Assignments { get; } = string.Join(", ", Names.Select(name => $"{name} = c.{name}"));
}
