namespace Candor.Sites.Rows;

/// <summary>One row whose number the database itself raises with every change of sites, keys and users, in the same transaction.</summary>
sealed class RevisionRow
{
    public int Id { get; init; } = 1;
    public long Number { get; init; }
}
