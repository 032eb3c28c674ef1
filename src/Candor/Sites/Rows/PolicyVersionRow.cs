namespace Candor.Sites.Rows;

sealed class PolicyVersionRow
{
    /// <summary>From 1, without gaps: the key makes the second of two who publish at once fail.</summary>
    public int Number { get; init; }
    public required string Text { get; init; }
    public required string Author { get; init; }
    public required string Note { get; init; }
    public long Time { get; init; }
}
