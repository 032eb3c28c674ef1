using System.Text.Json;
using System.Text.Json.Serialization;

namespace Candor.Audit.Findings;

/// <summary>Findings that are known already, so that a build fails on what is new. A file to keep beside the site's code.</summary>
sealed record Baseline(IReadOnlyList<Baseline.Entry> Findings)
{
    /// <summary>The fingerprint decides; the rest is for whoever reads the file.</summary>
    public sealed record Entry(string Fingerprint, string Rule, string Host, string Page, string Summary);

    /// <exception cref="FormatException">The file is no baseline.</exception>
    public static Baseline Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), BaselineJson.Default.Baseline) is { Findings: not null } baseline ? baseline : throw new FormatException($"{path} is no baseline: it names no findings. --write-baseline makes one.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"{path}:{e.LineNumber + 1}: is no baseline: {e.Message} --write-baseline makes one.");
        }
    }

    public static Baseline Of(IEnumerable<Finding> findings) =>
        new([.. findings.DistinctBy(f => f.Fingerprint).OrderBy(f => f.Rule, StringComparer.Ordinal).ThenBy(f => f.Host, StringComparer.Ordinal).ThenBy(f => f.Page, StringComparer.Ordinal).Select(f => new Entry(f.Fingerprint, f.Rule, f.Host, f.Page, f.Summary))]);

    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, BaselineJson.Default.Baseline) + "\n");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, PropertyNameCaseInsensitive = true, WriteIndented = true)]
[JsonSerializable(typeof(Baseline))]
sealed partial class BaselineJson : JsonSerializerContext;
