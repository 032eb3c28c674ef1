namespace Candor.Sites;

/// <summary>A policy as somebody published it. The newest one is in force.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Text">YAML, comments and all, without <c>server:</c>.</param>
/// <param name="Author">A user's name, or <c>candor.yaml</c>.</param>
sealed record PolicyVersion(int Number, string Text, string Author, string Note, DateTimeOffset Time);
