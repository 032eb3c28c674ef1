namespace Candor.Sites.Rows;

/// <summary>The salt of one UTC day that all collectors use.</summary>
sealed class SaltRow
{
    /// <summary>Days since 1970-01-01 UTC.</summary>
    public required long Day { get; init; }

    /// <summary>32 random bytes.</summary>
    public required byte[] Salt { get; init; }

    /// <summary>By the database's clock, so that a node whose own clock stands still cannot keep a salt alive.</summary>
    public DateTimeOffset Created { get; init; }
}
