namespace Candor.Sites.Rows;

sealed class GoalRow
{
    public int Id { get; init; }
    public required string Site { get; init; }
    public required string Name { get; init; }
    public string? Event { get; init; }
    public string? PathPattern { get; init; }
}
