namespace Candor.Cli.Import;

/// <summary>
/// What a file's columns mean. Known ones become members of an <see cref="EventLine"/>; all others become properties.
/// The mapping is SQL, so that DuckDB does it a vector at a time.
/// </summary>
sealed class ImportColumns
{
    static readonly string[] Texts = ["title", "referrer", "currency", "screen", "language", "country", "region", "device", "browser", "os"];

    readonly Dictionary<string, (string Name, string Type)> columns;

    ImportColumns(Dictionary<string, (string, string)> columns, bool numberedByLine)
    {
        this.columns = columns;
        RowName = numberedByLine ? "'line ' || (n + 1)" : "'row ' || n";
    }

    /// <summary>SQL text that names a row the way its editor counts: a CSV's header is line 1.</summary>
    public string RowName { get; }

    /// <exception cref="ImportException">A required column is missing or a name stands twice.</exception>
    public static ImportColumns Of(string path, IReadOnlyList<(string Name, string Type)> found)
    {
        var errors = found.GroupBy(c => c.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => $"{path}: the column '{g.Key}' stands twice.").ToList();
        var columns = found.DistinctBy(c => c.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(c => c.Name.ToLowerInvariant(), c => c);
        foreach (var required in new[] { "visitor", "time" })
            if (!columns.ContainsKey(required))
                errors.Add($"{path}: there is no column '{required}'. Found: {string.Join(", ", found.Select(c => c.Name))}. Rename the one that holds it.");
        if (errors.Count > 0)
            throw new ImportException(string.Join('\n', errors));
        return new ImportColumns(columns, path.Contains(".csv", StringComparison.OrdinalIgnoreCase) || path.Contains(".tsv", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Ids such as 007 stay text: a CSV or JSON reader that guesses numbers would lose the zeros.</summary>
    public string WithTextTypes(string reader)
    {
        var texts = new[] { "visitor", "time", "id", "event", "name", "page", "url" }.Where(columns.ContainsKey).Select(c => $"{ImportFile.Text(columns[c].Name)}: 'varchar'");
        return reader.StartsWith("read_csv", StringComparison.Ordinal) ? $"{reader[..^1]}, types = {{{string.Join(", ", texts)}}})" : reader;
    }

    /// <summary>SQL: what is wrong with the row, or ''. Never what stands there: columns that were mixed up put anything there, and the answer is logged.</summary>
    public string Problem => $"""
        case when coalesce(trim({Column("visitor")}::varchar), '') = '' then 'visitor is empty'
             when coalesce(trim({Column("time")}::varchar), '') = '' then 'time is empty'
             when {Milliseconds} is null then 'time is neither a number nor ISO 8601, such as 2026-01-31T09:30:00Z'
             when {Milliseconds} < 0 or {Milliseconds} > 4102444800000 then 'time is not between 1970 and 2100'
             {(Has("value") ? $"when {Column("value")} is not null and trim({Column("value")}::varchar) <> '' and (try_cast({Column("value")} as double) is null or not isfinite(try_cast({Column("value")} as double))) then 'value is not a number'" : "")}
             {(Has("consent") ? $"when {ConsentByte} is null then 'consent is none of granted, denied, or empty'" : "")}
             else '' end
        """;

    /// <summary>SQL: the row as an event line.</summary>
    public string Line
    {
        get
        {
            var members = new List<string>
            {
                $"'id', {Id}",
                $"'name', {Name}",
                $"'time', {Milliseconds}",
                $"'visitor', trim({Column("visitor")}::varchar)",
                "'source', 2",
            };
            if (Page is { } page)
                members.Add($"'url', {page}");
            if (Has("value"))
                members.Add($"'value', try_cast({Column("value")} as double)");
            if (Has("consent"))
                members.Add($"'consent', {ConsentByte}");
            members.AddRange(Texts.Where(Has).Select(text => $"'{text}', {Column(text)}::varchar"));
            if (Properties is { } properties)
                members.Add($"'props', {properties}");
            return $"json_merge_patch('{{}}', json_object({string.Join(", ", members)}))::varchar";
        }
    }

    // A row's id comes from what it says and where it stands, so importing the same file twice stores each row once.
    string Id
    {
        get
        {
            var fromContent = $"md5(n || '|' || concat_ws('|', {string.Join(", ", columns.Values.OrderBy(c => c.Name, StringComparer.Ordinal).Select(c => $"coalesce({Quote(c.Name)}::varchar, '')"))}))::uuid::varchar";
            return Has("id") ? $"coalesce(nullif(trim({Column("id")}::varchar), ''), {fromContent})" : fromContent;
        }
    }

    string Name
    {
        get
        {
            var names = new[] { "event", "name" }.Where(Has).Select(c => $"nullif(trim({Column(c)}::varchar), '')");
            return $"coalesce({string.Join(", ", names.Append("'PageView'"))})";
        }
    }

    string? Page
    {
        get
        {
            var pages = new[] { "url", "page" }.Where(Has).Select(c => $"nullif(trim({Column(c)}::varchar), '')").ToList();
            if (pages.Count == 0)
                return null;
            var page = $"coalesce({string.Join(", ", pages)})";
            return $"case when {page} like '/%' or {page} like '%://%' then {page} else '/' || {page} end";
        }
    }

    // Numbers below 1e11 are seconds (1e11 s is the year 5138, 1e11 ms is 1973).
    string Milliseconds
    {
        get
        {
            var time = Column("time");
            var number = $"try_cast({time}::varchar as double)";
            return $"case when {number} is not null then (case when isfinite({number}) and abs({number}) < 1e17 then cast(round(case when abs({number}) < 1e11 then {number} * 1000 else {number} end) as bigint) end) else epoch_ms(try_cast({time}::varchar as timestamptz)) end";
        }
    }

    /// <summary>SQL: <see cref="Consent.ToByte"/> of the column, null when it says something else.</summary>
    string ConsentByte => $"""
        case lower(trim(coalesce({Column("consent")}::varchar, '')))
             when '' then 0 when 'unknown' then 0
             when 'granted' then {new Consent(true, true).ToByte()} when 'true' then {new Consent(true, true).ToByte()} when 'yes' then {new Consent(true, true).ToByte()} when '1' then {new Consent(true, true).ToByte()}
             when 'denied' then {new Consent(false, false).ToByte()} when 'false' then {new Consent(false, false).ToByte()} when 'no' then {new Consent(false, false).ToByte()} when '0' then {new Consent(false, false).ToByte()}
             when 'analytics' then {new Consent(true, false).ToByte()} end
        """;

    string? Properties
    {
        get
        {
            var known = Texts.Concat(["id", "visitor", "time", "event", "name", "url", "page", "value", "consent", "props", "properties"]).ToHashSet();
            var own = columns.Where(c => !known.Contains(c.Key)).Select(c => $"{ImportFile.Text(c.Value.Name)}, {Quote(c.Value.Name)}").ToList();
            var given = new[] { "props", "properties" }.Where(Has).Select(c => $"coalesce({(columns[c].Type == "VARCHAR" ? $"try_cast({Column(c)} as json)" : $"to_json({Column(c)})")}, '{{}}'::json)").ToList();
            if (own.Count == 0 && given.Count == 0)
                return null;
            var parts = given.Append(own.Count > 0 ? $"json_object({string.Join(", ", own)})" : "'{}'::json").ToList();
            return parts.Aggregate((all, part) => $"json_merge_patch({all}, {part})");
        }
    }

    bool Has(string column) => columns.ContainsKey(column);

    string Column(string column) => Quote(columns[column].Name);

    static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
