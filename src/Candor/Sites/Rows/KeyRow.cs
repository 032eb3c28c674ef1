namespace Candor.Sites.Rows;

sealed class KeyRow
{
    /// <summary>The part of the key that may be shown; it finds the row.</summary>
    public required string Prefix { get; init; }
    public required byte[] Hash { get; init; }
    public string? Site { get; init; }
    public required KeyScope Scope { get; init; }
    public required string Name { get; init; }
    public long Created { get; init; }
    public long? Revoked { get; set; }
}
