namespace Candor.Sites.Rows;

sealed class UserRow
{
    public int Id { get; init; }

    /// <summary>As typed; <see cref="Login"/> is the form that is compared.</summary>
    public required string Name { get; init; }
    public required string Login { get; init; }
    public required string PasswordHash { get; set; }
    public required UserRole Role { get; set; }

    /// <summary>Changes with the password, so that older sessions end.</summary>
    public required string Stamp { get; set; }

    /// <summary>Rises with every change: two nodes that count a wrong password at once both count.</summary>
    public int Version { get; set; }
    public int Failures { get; set; }
    public long LockedUntil { get; set; }
    public long Created { get; init; }
    public long? LastSignIn { get; set; }
}
