namespace Candor.Dashboard.View;

/// <summary>Where to go after signing in: only ever a path of our own, whatever the address says.</summary>
static class LocalPath
{
    public static string OrHome(string? path) =>
        path is { Length: > 0 } && path[0] == '/' && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal) && !path.Any(char.IsControl) ? path : "/";
}
