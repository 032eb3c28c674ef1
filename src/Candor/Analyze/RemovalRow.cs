namespace Candor.Analyze;

/// <param name="Events">Redacted events.</param>
sealed record RemovalRow(string Name, long Events)
{
    /// <summary>The categories, with commas between them; null where the row is one itself, or a day.</summary>
    public string? Categories { get; init; }

    /// <summary>Of the days compared with; null when none were asked for.</summary>
    public long? Previous { get; init; }
}
