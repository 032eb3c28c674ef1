namespace Candor.Analyze.Filters;

/// <summary>An event's property in ClickHouse's SQL. Its functions take the key itself where DuckDB's take a JSON pointer.</summary>
static class PropertySql
{
    public static string Key(string pointer) => $"replaceAll(replaceAll(substring({pointer}, 2), '~1', '/'), '~0', '~')";

    /// <summary>The value as text; '' for none and for null.</summary>
    public static string Value(string pointer)
    {
        var key = Key(pointer);
        return $"multiIf(JSONType(props, {key}) = 'String', JSONExtractString(props, {key}), JSONType(props, {key}) = 'Null', '', JSONExtractRaw(props, {key}))";
    }
}
