namespace Candor.Sites.Rows;

/// <summary>A lasting secret that all nodes need alike, such as the key of visitor pseudonyms.</summary>
sealed class SecretRow
{
    public required string Name { get; init; }
    public required byte[] Value { get; init; }
}
