namespace Candor.Sites;

sealed record UserInfo(int Id, string Name, UserRole Role, DateTimeOffset Created, DateTimeOffset? LastSignIn);
