namespace Candor.Sites.Rows;

/// <summary>A key that session cookies are sealed with, so that every node opens the cookie of any other.</summary>
sealed class ProtectionKeyRow
{
    public int Id { get; init; }
    public required string Name { get; init; }
    public required string Xml { get; init; }
}
