namespace Candor.Sites.Rows;

sealed class SiteRow
{
    public required string Id { get; init; }
    public required string Domain { get; set; }
    public required string Name { get; set; }
    public required string TimeZone { get; set; }
    public List<string> Origins { get; set; } = [];

    /// <summary>Rises with every change, so that the second of two who edit at once is told.</summary>
    public int Version { get; set; }
    public long Created { get; init; }
}
