using System.Security.Cryptography;
using System.Text;
using Candor.Audit.Live;

namespace Candor.Audit.Many;

/// <summary>Addresses and recordings to audit, one a line; empty lines and lines that start with # are left out.</summary>
/// <param name="Name">The file's name, for the report.</param>
/// <param name="Sha256">Of the sources: a list that changed is another list.</param>
sealed record SourceList(string Name, string Sha256, IReadOnlyList<string> Sources)
{
    /// <exception cref="FormatException">Lines are neither; all of them are told.</exception>
    public static SourceList Read(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var sources = new List<string>();
        var mistakes = new List<string>();
        foreach (var (line, text) in File.ReadLines(path).Index())
        {
            var source = text.Trim().TrimStart('\uFEFF');
            if (source.Length == 0 || source[0] == '#')
                continue;
            if (Checked(source, folder, out var why) is { } good)
                sources.Add(good);
            else
                mistakes.Add($"{path}:{line + 1}: {why}");
        }
        if (sources.Count == 0 && mistakes.Count == 0)
            mistakes.Add($"{path} names no source; write an address (https://example.org/) or a recording (visit.har) on each line.");
        if (mistakes.Count > 0)
            throw new FormatException(string.Join(Environment.NewLine, mistakes.Take(100)));
        sources = [.. sources.Distinct(StringComparer.Ordinal)];
        return new SourceList(Path.GetFileName(path), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', sources)))), sources);
    }

    /// <summary>A recording's path is taken from the list's folder, a bare host as its start page.</summary>
    static string? Checked(string source, string folder, out string why)
    {
        why = "";
        if (source.EndsWith(".har", StringComparison.OrdinalIgnoreCase) && !AuditAddress.Looks(source))
            return Path.GetFullPath(source, folder);
        try
        {
            return AuditAddress.Parse(AuditAddress.Looks(source) ? source : $"https://{source}/").ToString();
        }
        catch (VisitException e)
        {
            why = e.Message;
            return null;
        }
    }
}
