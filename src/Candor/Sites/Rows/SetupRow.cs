namespace Candor.Sites.Rows;

/// <summary>The one-time link that creates the first user; at most one row.</summary>
sealed class SetupRow
{
    public int Id { get; init; } = 1;
    public required byte[] Hash { get; set; }
    public long Expires { get; set; }
}
