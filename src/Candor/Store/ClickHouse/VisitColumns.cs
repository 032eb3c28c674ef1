namespace Candor.Store.ClickHouse;

/// <summary>
/// The columns of a visit that a question names, or all of them. A server resolves a column in every layer of a question, whether it then
/// reads it or not: with all of them the overview of 900 events took 25 ms, with its own 17, and nearly all of either is that.
/// </summary>
sealed class VisitColumns
{
    /// <summary>The column of signs and that of visits, for what the visit's first event says. In <see cref="EntryText"/>'s order: that is also how two first events of one instant are ranked.</summary>
    static readonly IReadOnlyList<(string Sign, string Visit)> AllOfEntry =
    [
        ("host", "entry_host"), ("path", "entry_path"), ("came_from", "referrer"), ("source", "source"), ("channel", "channel"), ("utm_source", "utm_source"),
        ("utm_medium", "utm_medium"), ("utm_campaign", "utm_campaign"), ("utm_term", "utm_term"), ("utm_content", "utm_content"), ("country", "country"),
        ("region", "region"), ("device", "device"), ("browser", "browser"), ("os", "os"), ("language", "language"),
    ];

    readonly string? question;

    VisitColumns(string? question)
    {
        this.question = question;
        Entry = [.. AllOfEntry.Where(t => Has(t.Visit))];
    }

    public static VisitColumns All { get; } = new(null);

    public IReadOnlyList<(string Sign, string Visit)> Entry { get; }

    /// <param name="sql">What is asked of visits, without the part that makes them. None of it may be <c>*</c>.</param>
    public static VisitColumns NamedIn(string sql) => new(sql);

    public bool Has(string column) => question is null || SqlWord.StandsIn(question, column);

    /// <summary>The texts among them as a list that goes on after others, so with a comma before each.</summary>
    /// <param name="entry">The SQL of one of <see cref="Entry"/>.</param>
    /// <param name="exit">The SQL of the last path.</param>
    public string Texts(Func<(string Sign, string Visit), string> entry, string exit) =>
        string.Concat(Entry.Select(t => ", " + entry(t))) + (Has("exit_path") ? ", " + exit : "");
}
