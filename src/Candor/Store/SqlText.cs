namespace Candor.Store;

/// <summary>One named question, with a text per engine where the engines need different ones. Parameters are written <c>$name</c>.</summary>
sealed record SqlText(string DuckDb)
{
    /// <summary>What ClickHouse is asked instead; null: the same text.</summary>
    public string? ClickHouse { get; init; }

    public static implicit operator SqlText(string sql) => new(sql);
}
