namespace Candor;

/// <summary>One thing that is wrong in a configuration file: where it stands and how to mend it.</summary>
/// <param name="File">As the user named it.</param>
/// <param name="Line">From 1; 0 when the whole file is meant.</param>
/// <param name="Column">From 1.</param>
/// <param name="Path">Field names joined by dots, such as <c>sites.example.org.retention</c>; empty for the file itself.</param>
sealed record ConfigError(string File, int Line, int Column, string Path, string Message)
{
    public override string ToString() =>
        $"{File}{(Line > 0 ? $":{Line}:{Column}" : "")}{(Path.Length > 0 ? $" {Path}" : "")}: {Message}";
}
