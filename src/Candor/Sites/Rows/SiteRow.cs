namespace Candor.Sites.Rows;

sealed class SiteRow
{
    public required string Id { get; init; }
    public required string Domain { get; set; }
    public required string Name { get; set; }
    public required string TimeZone { get; set; }
    public List<string> Origins { get; set; } = [];
    public long Created { get; init; }
}
